package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * A product of two activations: for each sample, and each step of {@code loops}, one of {@link Columns}, of which y[r][j] is
 * Σ x[r][k] w[k][j] over {@code rows} rows, and w is in a buffer like x. Lanes beyond the last output hold whatever follows
 * in w, and are padding in y.
 *
 * <p>Operands: w, x, y.
 *
 * @param columns the product in one step, without a bias; its stride between panels is that of neighbours
 * @param xStep floats from one k to the next in x, so that a transposed matrix needs no copy
 * @param w where each step starts; the axes are {@code loops}
 */
public record Product(Columns columns, int rows, int xStep, List<Integer> loops, Access w, Access x, Access y)
        implements Kernel {
    public Product {
        loops = List.copyOf(loops);
    }

    @Override
    public String label() {
        return columns.label();
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.product(this);
    }
}
