package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * y[.., j] = x[.., j · step]: rows of what is not in rows, such as the columns of a matrix. Operands: from, to.
 *
 * @param axes the sizes of the loops between the samples' and the innermost
 * @param step floats from one element of a row to the next
 */
public record PickRows(String label, List<Integer> axes, int width, Access source, int step, Access result)
        implements Kernel {
    public PickRows {
        axes = List.copyOf(axes);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.pick(this);
    }
}
