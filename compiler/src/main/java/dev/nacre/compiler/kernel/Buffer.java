package dev.nacre.compiler.kernel;

/**
 * A matrix of floats that kernels read and write: {@code rows} rows a sample, one after the other, each
 * {@code stride} floats long, of which the first {@code width} count. What stands in the padding is arbitrary, and no
 * kernel lets it reach an element that counts.
 *
 * @param id unique in a plan
 * @param stride equal to {@code width} in the caller's arrays; a multiple of {@link #LANES} in the arena
 */
public record Buffer(int id, Home home, int rows, int width, int stride) {

    /** The virtual vector: every stride, layout and order of summation is made of this many floats, on every target. */
    public static final int LANES = 16;

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
        /** The caller's input. */
        INPUT,
        /** The caller's output. */
        OUTPUT,
        /** The caller's gradient at the output. */
        OUTPUT_GRADIENT,
        /** The caller's array for the input's gradient. */
        INPUT_GRADIENT,
        /** The scratch space of a session or training. */
        ARENA
    }
}
