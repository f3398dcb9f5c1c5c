package dev.nacre.compiler.kernel;

import dev.nacre.compiler.tensor.Scalar;
import java.util.List;

/**
 * y = body(operands), elementwise over samples, axes and the last axis of {@code width} elements.
 *
 * <p>Operands: the body's, then y.
 *
 * @param axes the sizes of the loops between the samples' and the innermost
 */
public record MapLoop(String label, List<Integer> axes, int width, List<Access> operands, Access result, Scalar body)
        implements Kernel {
    public MapLoop {
        axes = List.copyOf(axes);
        operands = List.copyOf(operands);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.map(this);
    }
}
