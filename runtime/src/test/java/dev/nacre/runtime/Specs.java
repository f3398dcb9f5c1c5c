package dev.nacre.runtime;

/** Small models for tests. */
public final class Specs {

    private Specs() {}

    /** {@code linear(3,16); relu; linear(16,1)}. */
    public static ModelSpec scorer() {
        return ModelSpec.builder("Scorer")
                .input("x", 3)
                .output("y", 1)
                .layer("0", "linear", 16)
                .multiplyAdds(48)
                .layer("1", "relu", 16)
                .layer("2", "linear", 1)
                .multiplyAdds(16)
                .activations(64, 192)
                .parameter("0.weight", 0, Layout.panels(16, 3), Initializer.uniform(1 / Math.sqrt(3)), true, 16, 3)
                .parameter("0.bias", 48, Layout.vector(16), Initializer.uniform(1 / Math.sqrt(3)), true, 16)
                .parameter("2.weight", 64, Layout.paddedRows(1, 16), Initializer.uniform(0.25), true, 1, 16)
                .parameter("2.bias", 80, Layout.vector(1), Initializer.uniform(0.25), true, 1)
                .build();
    }

    /** One parameter {@code value} of any shape, packed in panels if it is a matrix. */
    public static Parameters single(int... shape) {
        int elements = Shape.of(shape).elements();
        Layout layout = shape.length == 2 ? Layout.panels(shape[0], shape[1]) : Layout.vector(elements);
        return Parameters.zeros(ModelSpec.builder("Single")
                .parameter("value", 0, layout, Initializer.constant(0), true, shape)
                .build());
    }
}
