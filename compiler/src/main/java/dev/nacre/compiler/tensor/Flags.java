package dev.nacre.compiler.tensor;

import java.util.List;

/** Integers, each 0 or 1, as floats. */
public record Flags(Value integers) implements Primitive {
    @Override
    public List<Value> operands() {
        return List.of(integers);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.flags(this);
    }
}
