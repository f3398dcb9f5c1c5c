package dev.nacre.compiler.tensor;

import java.util.List;

/**
 * The rows of all steps of a stream so far, as many as its length is at this one: those before, which the stream keeps, and then {@code row}
 * [1, size].
 *
 * @param rows what stands for the length
 */
public record Append(Value row, int rows) implements Primitive {
    @Override
    public List<Value> operands() {
        return List.of(row);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.append(this);
    }
}
