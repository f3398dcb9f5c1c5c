package dev.nacre.examples.benchmarks.network;

import java.util.ArrayList;
import java.util.List;

/** One layer after the other. */
public record Chain(List<Layer> layers) implements Layer {

    public Chain {
        layers = List.copyOf(layers);
    }

    public static Chain of(Layer... layers) {
        return new Chain(List.of(layers));
    }

    /** Linear layers of these sizes, with relu between them. */
    static Chain perceptron(int... sizes) {
        List<Layer> layers = new ArrayList<>();
        for (int size : sizes) {
            if (!layers.isEmpty()) {
                layers.add(Activation.RELU);
            }
            layers.add(new Linear(size));
        }
        return new Chain(layers);
    }

    /** This one, the other so many times, and then the rest. */
    static Chain around(Layer first, int count, Layer repeated, Layer... rest) {
        List<Layer> layers = new ArrayList<>();
        layers.add(first);
        for (int i = 0; i < count; i++) {
            layers.add(repeated);
        }
        layers.addAll(List.of(rest));
        return new Chain(layers);
    }

    public Layer first() {
        return layers.get(0);
    }

    @Override
    public Shape output(Shape input) {
        Shape shape = input;
        for (Layer layer : layers) {
            shape = layer.output(shape);
        }
        return shape;
    }

    @Override
    public List<Shape> parameters(Shape input) {
        List<Shape> parameters = new ArrayList<>();
        Shape shape = input;
        for (Layer layer : layers) {
            parameters.addAll(layer.parameters(shape));
            shape = layer.output(shape);
        }
        return parameters;
    }

    @Override
    public long products(Shape input) {
        long products = 0;
        Shape shape = input;
        for (Layer layer : layers) {
            products += layer.products(shape);
            shape = layer.output(shape);
        }
        return products;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.chain(this);
    }
}
