package dev.nacre.compiler.tensor;

import java.util.List;

/**
 * Rows of {@code table} [count, size] by their indices: [.., size].
 *
 * @param padding a row that is given no gradient, or a negative number
 */
public record Gather(Value table, Value indices, int padding) implements Primitive {
    @Override
    public List<Value> operands() {
        return List.of(table, indices);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.gather(this);
    }
}
