package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * g[i[r]] += a[r] for the index i[r] of each row: a table's gradient. Sample by sample, and in each sample all rows of one
 * pair of indices and gradients after all of the one before; so each row of g is one chain of additions, which starts
 * from what it holds.
 *
 * <p>Operands: the indices of each pair, without a gap, and its gradients; then g.
 *
 * @param rows of a sample, for each pair
 * @param strides of the gradients, for each pair
 * @param padding the index of rows that are left out, or a negative number
 */
public record ScatterRows(
        String label, List<Integer> rows, List<Integer> strides, int width, int tableStride, int padding)
        implements Kernel {
    public ScatterRows {
        rows = List.copyOf(rows);
        strides = List.copyOf(strides);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.scatter(this);
    }
}
