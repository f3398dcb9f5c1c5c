package dev.nacre.runtime;

/**
 * Scratch space for the predictions of a model with one {@code float} input and one {@code float} output. Belongs to one
 * thread at a time. As long as it works with one thread it allocates nothing after its first call and never blocks.
 */
public interface InferenceSession {

    /**
     * Predicts one sample.
     *
     * @param x the input, row-major, exactly as long as the input port's shape has elements
     * @param y receives the output, exactly as long as the output port's shape has elements
     * @throws IllegalArgumentException if a length is wrong; names the model and the port
     */
    void predict(float[] x, float[] y);

    /**
     * Predicts {@code n} samples, row after row.
     *
     * @param xs at least {@code n} inputs
     * @param ys receives {@code n} outputs; at least as long
     * @throws IllegalArgumentException if {@code n} is negative or above what an array holds
     */
    void predict(float[] xs, float[] ys, int n);

    /** How many threads to predict batches with, 1 by default; results do not depend on it. */
    void threads(int threads);
}
