package dev.nacre.runtime;

/** Parameters that are one vector {@code p}. */
public final class Vectors {

    private Vectors() {}

    public static Parameters parameters(float... values) {
        ModelSpec spec = ModelSpec.builder("Vector")
                .parameter("p", 0, Layout.vector(values.length), Initializer.constant(0), true, values.length)
                .build();
        Parameters parameters = Parameters.zeros(spec);
        parameters.get("p").copyFrom(values);
        return parameters;
    }
}
