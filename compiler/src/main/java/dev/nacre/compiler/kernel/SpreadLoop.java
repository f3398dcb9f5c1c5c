package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * The transpose of {@link PoolLoop}: each element of the result is the sum of what the windows that it is part of have
 * for it. With {@code maximum}, a window has its gradient for its first element that is not below its maximum, and zero
 * for the others.
 *
 * <p>Order of the sums: one chain of additions from zero over the windows in row-major order.
 *
 * <p>Operands: with {@code maximum} x and the maxima; gradients; result.
 *
 * @param lanes whether the last axis is part of each window; then windows have no other element in common
 * @param operands the operands' steps but for the result's: x's are those of its leading axes, those of gradients and
 *     maxima the windows', then those of elements in a window
 * @param result the result's steps: the batch, then its leading axes
 */
public record SpreadLoop(
        String label,
        boolean maximum,
        List<Sliding> windows,
        int width,
        boolean lanes,
        List<Access> operands,
        Access result)
        implements Kernel {
    public SpreadLoop {
        windows = List.copyOf(windows);
        operands = List.copyOf(operands);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.spread(this);
    }
}
