package dev.nacre.examples.benchmarks.network;

/** All axes as one. */
public record Flatten() implements Layer {

    @Override
    public Shape output(Shape input) {
        return Shape.of(input.elements());
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.flatten(this);
    }
}
