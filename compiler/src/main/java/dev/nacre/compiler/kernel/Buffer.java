package dev.nacre.compiler.kernel;

import dev.nacre.compiler.model.Network.ElementType;

/**
 * A matrix that kernels read and write: {@code rows} rows a sample, one after the other, each {@code stride} elements long,
 * of which the first {@code width} count. What stands in the padding is arbitrary, and no kernel lets it reach an element
 * that counts.
 *
 * @param id unique in a plan
 * @param port which of the model's inputs, or of its outputs, the caller's array is for; 0 in the arena
 * @param elements of the array; the arena has floats only, so that what is computed of an input of indices reads them in
 *     the caller's array
 * @param stride equal to {@code width} in the caller's arrays; a multiple of {@link #LANES} in the arena
 */
public record Buffer(int id, Home home, int port, ElementType elements, int rows, int width, int stride) {

    /** The virtual vector: every stride, layout and order of summation is made of this many floats, on every target. */
    public static final int LANES = 16;

    /** The same elements, of a buffer without gaps, in rows of another width. */
    public Buffer reshaped(int newRows, int newWidth) {
        return new Buffer(id, home, port, elements, newRows, newWidth, newWidth);
    }

    public boolean isFloat() {
        return elements == ElementType.FLOAT;
    }

    /** Floats a sample. */
    public long size() {
        return (long) rows * stride;
    }

    /** The next multiple of {@link #LANES}. */
    public static int padded(int width) {
        return Math.addExact(width, LANES - 1) / LANES * LANES;
    }

    /** Whose array it lives in. */
    public enum Home {
        /** The caller's array for an input. */
        INPUT,
        /** The caller's array for an output. */
        OUTPUT,
        /** The caller's gradient at an output. */
        OUTPUT_GRADIENT,
        /** The caller's array for an input's gradient. */
        INPUT_GRADIENT,
        /** The scratch space of a session or training. */
        ARENA
    }
}
