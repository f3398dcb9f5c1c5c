package dev.nacre.compiler.kernel;

import dev.nacre.compiler.model.Network.ElementType;

/**
 * A matrix that kernels read and write: {@code rows} rows a sample, one after the other, each {@code stride} elements long,
 * of which the first {@code width} count. What stands in the padding is arbitrary, and no kernel lets it reach an element
 * that counts.
 *
 * <p>Several buffers of one id are views of the same floats: a part of a concatenation, or a slice, is some columns or
 * some rows of another buffer. What is padding to a view may be other parts' elements.
 *
 * @param id unique in a plan, but for views
 * @param port which of the model's inputs, or of its outputs, the caller's array is for; of the last row that a stream keeps, what stands
 *     for its length; of the rows of a stream's last steps, how many there are; 0 elsewhere
 * @param elements of the array; the arena has floats only, so that what is computed of an input of indices reads them in
 *     the caller's array
 * @param stride equal to {@code width} in the caller's arrays; a multiple of {@link #LANES} in the arena
 * @param start floats before the first element of a sample; zero but for views
 * @param sample floats from one sample to the next; 0 for what all samples share
 */
public record Buffer(
        int id, Home home, int port, ElementType elements, int rows, int width, int stride, int start, long sample) {

    /** The virtual vector: every stride, layout and order of summation is made of this many floats, on every target. */
    public static final int LANES = 16;

    /** The number of samples, which a training writes to the first place of its statistics. */
    public static final Buffer SAMPLES = new Buffer(-1, Home.STATISTICS, 0, ElementType.FLOAT, 1, 1, LANES, 0, 0);

    /** A buffer with elements of its own. */
    public Buffer(int id, Home home, int port, ElementType elements, int rows, int width, int stride) {
        this(id, home, port, elements, rows, width, stride, 0, (long) rows * stride);
    }

    public boolean isFloat() {
        return elements == ElementType.FLOAT;
    }

    /** The next multiple of {@link #LANES}. */
    public static int padded(int width) {
        return Math.addExact(width, LANES - 1) / LANES * LANES;
    }

    /** Other rows of the same floats, from {@code from} floats after the first of these on. */
    public Buffer view(int from, int viewRows, int viewWidth) {
        int step = viewRows == 1 && !isShared() ? Math.toIntExact(sample) : stride;
        return new Buffer(id, home, port, elements, viewRows, viewWidth, step, start + from, sample);
    }

    /** The last row of what a stream keeps, where its length is the number that {@code length} stands for. */
    public Buffer lastRow(int length) {
        return new Buffer(id, home, length, elements, 1, width, stride, start, sample);
    }

    /** Some rows of the same floats. */
    public Buffer rows(int from, int count) {
        return new Buffer(id, home, port, elements, count, width, stride, start + from * stride, sample);
    }

    /** Whether it is a caller's array. */
    public boolean isCallers() {
        return home == Home.INPUT || home == Home.OUTPUT || home == Home.OUTPUT_GRADIENT || home == Home.INPUT_GRADIENT;
    }

    /** Whether a stream keeps it from step to step. */
    public boolean isKept() {
        return home == Home.STATE || home == Home.RECENT;
    }

    /** The same elements in rows of another width, for a buffer in which rows follow each other without a gap. */
    public Buffer regrouped(int newRows, int newWidth) {
        int step = newRows == 1 && !isShared() ? Math.toIntExact(sample) : newWidth;
        return new Buffer(id, home, port, elements, newRows, newWidth, step, start, sample);
    }

    /** Whether it is there once for all samples. */
    public boolean isShared() {
        return sample == 0;
    }

    /** The floats that it takes for so many samples. */
    public long floats(int samples) {
        return isShared() ? (long) rows * stride : sample * samples;
    }

    /** Whether the rows of all samples are equally far apart, as kernels for matrices want them. */
    public boolean isMatrix() {
        return sample == (long) rows * stride;
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
        ARENA,
        /** What all samples of a training's batch share. */
        STATISTICS,
        /** What a stream keeps from step to step. */
        STATE,
        /**
         * Rows of a stream's last steps: of each two copies, {@link Buffer#port} rows apart, so that the last so many rows always
         * follow each other somewhere. All begins one row further on with each step.
         */
        RECENT
    }
}
