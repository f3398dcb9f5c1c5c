package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.WindowAxis;
import java.util.List;

/**
 * The transpose of {@link Window}: of windows [o…, k…, c] the sum, at each place [n…, c], of all elements that a window
 * view of the result would have read there. What lies in the padding is dropped.
 *
 * @param operand may have size 1 in an axis of k…, and is then the same for all elements of a window
 * @param sizes n…
 */
public record Fold(Value operand, List<WindowAxis> axes, List<Integer> sizes) implements Primitive {
    public Fold {
        axes = List.copyOf(axes);
        sizes = List.copyOf(sizes);
    }

    @Override
    public List<Value> operands() {
        return List.of(operand);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.fold(this);
    }
}
