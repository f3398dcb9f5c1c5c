package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * y[r] = x0[r], x1[r], … one after the other. Parts are copied in order and by whole vectors, so that what one writes
 * beyond its end, the next one or the next row corrects; nothing is written beyond the last row.
 *
 * <p>Operands: the parts, then y.
 *
 * @param widths of the parts
 * @param strides the row strides of the parts
 */
public record JoinRows(String label, List<Integer> widths, List<Integer> strides, int stride) implements Kernel {
    public JoinRows {
        widths = List.copyOf(widths);
        strides = List.copyOf(strides);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.join(this);
    }
}
