package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.WindowAxis;
import java.util.List;

/**
 * Windows that slide over the axes of {@code operand} [n…, c]: the result [o…, k…, c] has at (o, k, c) the element
 * (o · stride + k · dilation − before, c), or {@code padding} where there is none. A view: no plan ever stores it.
 *
 * @param axes one for each axis of the operand but the last
 */
public record Window(Value operand, List<WindowAxis> axes, double padding) implements Primitive {
    public Window {
        axes = List.copyOf(axes);
    }

    @Override
    public List<Value> operands() {
        return List.of(operand);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.window(this);
    }
}
