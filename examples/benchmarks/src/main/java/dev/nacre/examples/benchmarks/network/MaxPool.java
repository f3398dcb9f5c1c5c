package dev.nacre.examples.benchmarks.network;

/** The largest of each square of so many pixels by so many. */
public record MaxPool(int size) implements Layer {

    @Override
    public Shape output(Shape input) {
        return Shape.of(input.size(0), input.size(1) / size, input.size(2) / size);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.maxPool(this);
    }
}
