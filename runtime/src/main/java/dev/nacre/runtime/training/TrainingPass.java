package dev.nacre.runtime.training;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.argument.OtherPorts;

/**
 * The pass forward and backward through a model, with its gradients and saved activations. Belongs to one thread at a time; it
 * may be handed on to another. A second thread that comes in while one is inside gets an {@link IllegalStateException} that names
 * both. Where threads take turns, so does one that goes on with what another began: {@code backward} needs its own thread's {@code
 * forward} and {@code zeroGradients}. Reading {@link #gradients()} is not guarded: no other thread may add to them meanwhile.
 *
 * <p>The training of a model with several ports, or ports of {@code int}, has methods that take an array for each port;
 * through this interface it takes them as {@link PortArrays}.
 */
public interface TrainingPass {

    /**
     * Computes outputs in training mode (dropout, batch statistics) and keeps what {@link #backward} needs, for a model with
     * one {@code float} input and one {@code float} output. The running statistics of batch normalisation change in the
     * model's parameters.
     *
     * @param xs {@code n} inputs, row after row; must not change before {@code backward}
     * @param ys receives {@code n} outputs
     * @throws IllegalArgumentException if {@code n} is negative or above what an array holds; if it is 1 and a batch
     *     normalisation needs more than one value for each channel; or if the model has other ports
     */
    default void forward(float[] xs, float[] ys, int n) {
        throw OtherPorts.refusal("forward");
    }

    /**
     * Computes the outputs of any model in training mode and keeps what {@link #backward} needs.
     *
     * @param inputs an array for each input port, {@code n} rows each; must not change before {@code backward}
     * @param outputs receive {@code n} rows each
     * @throws IllegalArgumentException if arrays are missing or of another type, or {@code n} is negative or above what one
     *     holds
     */
    default void forward(PortArrays inputs, PortArrays outputs, int n) {
        forward(inputs.floats(0), outputs.floats(0), n);
    }

    /**
     * Adds to {@link #gradients()} the gradients of a loss whose gradient at the outputs of the last {@code forward} is
     * {@code gradYs}, for a model with one {@code float} output. Without batch normalisation, the batch counts as a sequence of
     * samples: the bits are the same as for samples one by one.
     *
     * @throws IllegalArgumentException if {@code n} is not the last {@code forward}'s; or if the model has other ports
     */
    default void backward(float[] gradYs, int n) {
        throw OtherPorts.refusal("backward");
    }

    /**
     * Does the same for any model.
     *
     * @param gradients an array for each output of {@code float}; outputs of {@code int} have no gradient
     * @throws IllegalArgumentException if arrays are missing, or {@code n} is not the last {@code forward}'s
     */
    default void backward(PortArrays gradients, int n) {
        backward(gradients.floats(0), n);
    }

    /**
     * Computes the input's gradient of the last {@code backward}, for a model with one {@code float} input; call it before the
     * parameters change, and as often as you like.
     *
     * @throws IllegalArgumentException if the array is too short; or if the model has other ports
     */
    default void inputGradient(float[] gradXs) {
        throw OtherPorts.refusal("inputGradient");
    }

    /**
     * Does the same for any model.
     *
     * @param gradients receive the gradient of each input of {@code float}; inputs of {@code int} have none
     * @throws IllegalArgumentException if arrays are missing or too short
     */
    default void inputGradient(PortArrays gradients) {
        inputGradient(gradients.floats(0));
    }

    /** The gradients, by the names and in the shapes of the model's parameters. */
    Parameters gradients();

    /** Sets all gradients to zero. */
    void zeroGradients();

    /** Whether no gradient of a trainable parameter is infinite or NaN. */
    default boolean gradientsAreFinite() {
        return Gradients.allFinite(gradients());
    }

    /**
     * Checks how many samples are in the last of several batches, before the first is learnt from.
     *
     * @param n samples in all
     * @param batchSize samples in each batch but the last, which has what is left over
     * @throws IllegalArgumentException if one is left over, and a batch normalisation needs two
     */
    default void checkBatches(int n, int batchSize) {}

    /** Seeds dropout and starts its count of steps anew; the default seed is 0. */
    void seed(long seed);

    /** How many threads to work with, 1 by default; results do not depend on it. */
    void threads(int threads);
}
