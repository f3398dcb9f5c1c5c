package dev.nacre.compiler.check.initializer;

import dev.nacre.compiler.model.Shape;

/**
 * How many inputs an output of a layer sees, and how many outputs an input reaches, as PyTorch counts them from the shape of
 * a weight: the first axis counts outputs, the second inputs, and the others are the places of a kernel.
 */
public record FanInOut(int in, int out) {

    /** A shape with fewer axes says neither. */
    static final int LEAST_RANK = 2;

    public static FanInOut of(Shape weight) {
        int places = weight.elements() / (weight.size(0) * weight.size(1));
        return new FanInOut(weight.size(1) * places, weight.size(0) * places);
    }
}
