package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * y(i, j) = x(i, j) for {@code rows} i and {@code columns} j, for samples and outer axes: matrices whose columns become
 * rows, so that neighbours along i are close together in x, along j in y. If neighbours along j are so in x too, rows stay
 * whole, and are copied to where there is room behind them for whole vectors.
 *
 * <p>Operands: x, y.
 *
 * @param axes the sizes of the outer loops
 * @param source x's steps: the batch, then axes, then i and j
 * @param result y's steps, likewise
 * @param sourceDense whether x has no room for longer samples, so that what stands for a length in its steps is the sample's
 * @param resultDense the same for y
 */
public record TransposeLoop(
        String label,
        List<Integer> axes,
        int rows,
        int columns,
        Access source,
        Access result,
        boolean sourceDense,
        boolean resultDense)
        implements Kernel {
    public TransposeLoop {
        axes = List.copyOf(axes);
    }

    /** Whether rows of y are rows of x too, or there is but one. */
    public boolean keepsRows() {
        int columns = axes.size() + 1;
        boolean neighbours = source.axes().get(columns) == 1 && result.axes().get(columns) == 1;
        return neighbours || rows == 1;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.transpose(this);
    }
}
