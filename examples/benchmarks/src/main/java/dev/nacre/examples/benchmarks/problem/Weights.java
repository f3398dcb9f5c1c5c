package dev.nacre.examples.benchmarks.problem;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights of a network.
 *
 * @param arrays each parameter's, row-major, in the order of the layers and of each layer's
 *     {@link dev.nacre.examples.benchmarks.network.Layer#parameters}
 */
public record Weights(List<float[]> arrays) {

    public Weights {
        arrays = List.copyOf(arrays);
    }

    /** Those of a compiled model. */
    public static Weights of(Parameters parameters) {
        List<float[]> arrays = new ArrayList<>();
        for (Tensor tensor : parameters) {
            arrays.add(tensor.toArray());
        }
        return new Weights(arrays);
    }
}
