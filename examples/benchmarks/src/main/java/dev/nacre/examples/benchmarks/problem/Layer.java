package dev.nacre.examples.benchmarks.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear layer, and what is done with its outputs.
 *
 * @param activation is applied to them first
 * @param bypassed how many layers, of which this is the last, have their input added to their outputs; 0 for an ordinary layer
 */
public record Layer(int inputs, int outputs, Activation activation, int bypassed) {

    /** How much wider a block is inside. */
    private static final int WIDENING = 4;

    /** From size to size, with relu between them. */
    static List<Layer> chain(int... sizes) {
        List<Layer> layers = new ArrayList<>();
        int last = sizes.length - 2;
        for (int i = 0; i <= last; i++) {
            layers.add(new Layer(sizes[i], sizes[i + 1], i < last ? Activation.RELU : Activation.NONE, 0));
        }
        return layers;
    }

    /** A layer, and blocks of two each with gelu between them. */
    static List<Layer> blocks(int count, int size, boolean residual) {
        List<Layer> layers = new ArrayList<>();
        layers.add(new Layer(size, size, Activation.NONE, 0));
        for (int block = 0; block < count; block++) {
            layers.add(new Layer(size, WIDENING * size, Activation.GELU, 0));
            layers.add(new Layer(WIDENING * size, size, Activation.NONE, residual ? 2 : 0));
        }
        return layers;
    }

    /** Whether its outputs are a sum with what went around it. */
    public boolean joins() {
        return bypassed > 0;
    }
}
