package dev.nacre.runtime;

import dev.nacre.runtime.argument.OtherPorts;

/**
 * Scratch space for the predictions of a model. Belongs to one thread at a time; it may be handed on to another. A second thread
 * that comes in while one predicts gets an {@link IllegalStateException} that names both, or, where single samples are over
 * before that is noticed, right results; nobody gets wrong ones. As long as it works with one thread and comes from the same one
 * it allocates nothing after its first call; it never blocks.
 *
 * <p>The session of a model with several ports, or ports of {@code int}, has methods that take an array for each port, inputs
 * first; through this interface it takes them as {@link PortArrays}.
 */
public interface InferenceSession {

    /**
     * Predicts one sample of a model with one {@code float} input and one {@code float} output.
     *
     * @param x the input, row-major, exactly as long as the input port's shape has elements
     * @param y receives the output, exactly as long as the output port's shape has elements
     * @throws IllegalArgumentException if a length is wrong, which names the model and the port; or if the model has other
     *     ports
     */
    default void predict(float[] x, float[] y) {
        throw OtherPorts.refusal("predict");
    }

    /**
     * Predicts {@code n} samples, row after row, of a model with one {@code float} input and one {@code float} output.
     *
     * @param xs at least {@code n} inputs
     * @param ys receives {@code n} outputs; at least as long
     * @throws IllegalArgumentException if {@code n} is negative or above what an array holds; or if the model has other ports
     */
    default void predict(float[] xs, float[] ys, int n) {
        throw OtherPorts.refusal("predict");
    }

    /**
     * Predicts one sample of any model.
     *
     * @param inputs an array for each input port, exactly as long as the port's shape has elements
     * @param outputs receive the outputs, exactly as long
     * @throws IllegalArgumentException if arrays are missing, of another type or of another length
     */
    default void predict(PortArrays inputs, PortArrays outputs) {
        predict(inputs.floats(0), outputs.floats(0));
    }

    /**
     * Predicts {@code n} samples of any model, row after row in each array.
     *
     * @param inputs an array for each input port
     * @param outputs receive the outputs
     * @throws IllegalArgumentException if arrays are missing or of another type, or {@code n} is negative or above what one
     *     holds
     */
    default void predict(PortArrays inputs, PortArrays outputs, int n) {
        predict(inputs.floats(0), outputs.floats(0), n);
    }

    /** How many threads to predict batches with, 1 by default; results do not depend on it. */
    void threads(int threads);
}
