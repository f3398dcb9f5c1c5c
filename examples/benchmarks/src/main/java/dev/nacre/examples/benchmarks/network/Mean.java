package dev.nacre.examples.benchmarks.network;

/** The mean of all rows. */
public record Mean() implements Layer {

    @Override
    public Shape output(Shape input) {
        return Shape.of(input.last());
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.mean(this);
    }
}
