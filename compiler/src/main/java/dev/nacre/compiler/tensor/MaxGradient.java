package dev.nacre.compiler.tensor;

import java.util.List;

/**
 * The gradient of a maximum over axes: {@code gradient} at the first element that is the maximum, else zero. {@code
 * maximum} and {@code gradient} have size 1 in the axes.
 */
public record MaxGradient(Value operand, Value maximum, Value gradient, List<Integer> axes) implements Primitive {
    public MaxGradient {
        axes = List.copyOf(axes);
    }

    @Override
    public List<Value> operands() {
        return List.of(operand, maximum, gradient);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.maxGradient(this);
    }
}
