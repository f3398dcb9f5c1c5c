package dev.nacre.examples.benchmarks.network;

import java.util.List;

/**
 * A learned row for each token, and another, added to it, for its place in the sequence.
 *
 * @param count how many tokens there are
 */
public record Embedding(int count, int size) implements Layer {

    @Override
    public Shape output(Shape input) {
        return Shape.of(input.elements(), size);
    }

    @Override
    public List<Shape> parameters(Shape input) {
        return List.of(Shape.of(count, size), Shape.of(input.elements(), size));
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.embedding(this);
    }
}
