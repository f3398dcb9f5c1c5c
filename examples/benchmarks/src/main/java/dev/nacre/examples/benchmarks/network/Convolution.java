package dev.nacre.examples.benchmarks.network;

import java.util.List;

/**
 * A convolution of images, padded so that they keep their size.
 *
 * @param kernel its height and width, an odd number
 */
public record Convolution(int channels, int kernel) implements Layer {

    /** Zeros on each side. */
    public int padding() {
        return kernel / 2;
    }

    @Override
    public Shape output(Shape input) {
        return Shape.of(channels, input.size(1), input.size(2));
    }

    @Override
    public List<Shape> parameters(Shape input) {
        return List.of(Shape.of(channels, input.size(0), kernel, kernel), Shape.of(channels));
    }

    @Override
    public long products(Shape input) {
        return (long) input.elements() * kernel * kernel * channels;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.convolution(this);
    }
}
