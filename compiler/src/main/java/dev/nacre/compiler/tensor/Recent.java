package dev.nacre.compiler.tensor;

import java.util.List;

/**
 * The rows of the last steps of a stream, [rows, size], which the stream keeps: at the end {@code row} [1, size], and zeros for what would
 * be before the first step.
 *
 * @param every what is made of them is made of each so manyth step, from the first on
 */
public record Recent(Value row, int rows, int every) implements Primitive {
    @Override
    public List<Value> operands() {
        return List.of(row);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.recent(this);
    }
}
