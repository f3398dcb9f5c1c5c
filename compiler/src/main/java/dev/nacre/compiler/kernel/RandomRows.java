package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * Uniform numbers in [0, 1), in rows of a sample. Operands: to, stream.
 *
 * @param axes the sizes before the last, whose product is the number of rows
 */
public record RandomRows(String label, List<Integer> axes, int width, int stride) implements Kernel {

    public RandomRows {
        axes = List.copyOf(axes);
    }

    /** Rows of a sample. */
    public int rows() {
        return axes.stream().reduce(1, Math::multiplyExact);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.random(this);
    }
}
