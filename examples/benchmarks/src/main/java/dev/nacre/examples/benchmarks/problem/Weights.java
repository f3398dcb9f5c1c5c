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

    /** Those of a compiled model; relu takes every second place in its chain of layers. */
    public static Weights of(Parameters parameters, int layers) {
        List<float[]> matrices = new ArrayList<>();
        List<float[]> biases = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            matrices.add(parameters.get(2 * layer + ".weight").toArray());
            biases.add(parameters.get(2 * layer + ".bias").toArray());
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
