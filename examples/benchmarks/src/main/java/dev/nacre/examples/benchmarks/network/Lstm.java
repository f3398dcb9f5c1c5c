package dev.nacre.examples.benchmarks.network;

import java.util.List;

/** Reads a sequence; gives its state after the last step. */
public record Lstm(int hidden) implements Layer {

    /** Input, forget, cell and output, in PyTorch's order. */
    public static final int GATES = 4;

    @Override
    public Shape output(Shape input) {
        return Shape.of(hidden);
    }

    @Override
    public List<Shape> parameters(Shape input) {
        int rows = GATES * hidden;
        return List.of(Shape.of(rows, input.last()), Shape.of(rows, hidden), Shape.of(rows), Shape.of(rows));
    }

    @Override
    public long products(Shape input) {
        return (long) input.rows() * GATES * hidden * (input.last() + hidden);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.lstm(this);
    }
}
