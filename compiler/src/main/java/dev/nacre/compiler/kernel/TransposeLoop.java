package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * y(i, j) = x(i, j) for {@code rows} i and {@code columns} j, for samples and outer axes: matrices whose columns become
 * rows, so that neighbours along i are close together in x, along j in y.
 *
 * <p>Operands: x, y.
 *
 * @param axes the sizes of the outer loops
 * @param source x's steps: the batch, then axes, then i and j
 * @param result y's steps, likewise
 */
public record TransposeLoop(String label, List<Integer> axes, int rows, int columns, Access source, Access result)
        implements Kernel {
    public TransposeLoop {
        axes = List.copyOf(axes);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.transpose(this);
    }
}
