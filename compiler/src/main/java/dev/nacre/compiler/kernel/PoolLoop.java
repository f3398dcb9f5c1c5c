package dev.nacre.compiler.kernel;

import dev.nacre.compiler.tensor.Scalar;
import java.util.List;

/**
 * A cheap function of the sums or maxima of windows that slide over the leading axes of x. Places of a window beyond the ends
 * of an axis are left out.
 *
 * <p>Order of a sum: one chain of additions from zero over the elements of a window in row-major order.
 *
 * <p>Operands: x, result.
 *
 * @param source x's steps: the batch, then its leading axes
 * @param result the result's steps: the batch, then as many axes of windows
 * @param body the function of a window's sum or maximum, {@code Arg(0)}
 */
public record PoolLoop(
        String label, boolean maximum, List<Sliding> windows, int width, Access source, Access result, Scalar body)
        implements Kernel {
    public PoolLoop {
        windows = List.copyOf(windows);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.pool(this);
    }
}
