package dev.nacre.examples.benchmarks.problem;

import dev.nacre.runtime.Parameters;
import java.util.ArrayList;
import java.util.List;

/** The weights of a network, layer by layer. */
public final class Weights {

    private final List<float[]> matrices;
    private final List<float[]> biases;

    /**
     * @param matrices each row-major, a row for every output
     * @param biases one value for every output
     */
    public Weights(List<float[]> matrices, List<float[]> biases) {
        this.matrices = List.copyOf(matrices);
        this.biases = List.copyOf(biases);
    }

    /** Those of a compiled model, whose parameters are in the order of its layers. */
    public static Weights of(Parameters parameters) {
        List<float[]> matrices = new ArrayList<>();
        List<float[]> biases = new ArrayList<>();
        for (String name : parameters.names()) {
            (name.endsWith(".weight") ? matrices : biases)
                    .add(parameters.get(name).toArray());
        }
        return new Weights(matrices, biases);
    }

    public float[] matrix(int layer) {
        return matrices.get(layer);
    }

    public float[] bias(int layer) {
        return biases.get(layer);
    }

    /** All of them, one after the other: the matrix and the bias of each layer. */
    public List<float[]> arrays() {
        List<float[]> arrays = new ArrayList<>();
        for (int layer = 0; layer < matrices.size(); layer++) {
            arrays.add(matrices.get(layer));
            arrays.add(biases.get(layer));
        }
        return arrays;
    }
}
