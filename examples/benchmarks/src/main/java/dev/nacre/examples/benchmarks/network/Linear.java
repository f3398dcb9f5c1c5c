package dev.nacre.examples.benchmarks.network;

import java.util.List;

/** A matrix and a bias for the last axis. */
public record Linear(int outputs) implements Layer {

    @Override
    public Shape output(Shape input) {
        return input.withLast(outputs);
    }

    @Override
    public List<Shape> parameters(Shape input) {
        return List.of(Shape.of(outputs, input.last()), Shape.of(outputs));
    }

    @Override
    public long products(Shape input) {
        return (long) input.elements() * outputs;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.linear(this);
    }
}
