package dev.nacre.examples.benchmarks.network;

import java.util.List;

/** Attention of a sequence to itself, with several heads and a bias in each product. */
public record Attention(int heads) implements Layer {

    /** What the first product makes of each row: a query, a key and a value. */
    public static final int ROLES = 3;

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public List<Shape> parameters(Shape input) {
        int size = input.last();
        return List.of(Shape.of(ROLES * size, size), Shape.of(ROLES * size), Shape.of(size, size), Shape.of(size));
    }

    @Override
    public long products(Shape input) {
        long elements = input.elements();
        return elements * (ROLES + 1) * input.last() + elements * 2 * input.rows();
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.attention(this);
    }
}
