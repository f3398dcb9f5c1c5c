package dev.nacre.runtime;

/**
 * Gradients and saved activations of a model with one {@code float} input and one {@code float} output. Belongs to one
 * thread at a time.
 */
public interface TrainingPass {

    /**
     * Computes outputs in training mode (dropout, batch statistics) and keeps what {@link #backward} needs.
     *
     * @param xs {@code n} inputs, row after row; must not change before {@code backward}
     * @param ys receives {@code n} outputs
     * @throws IllegalArgumentException if {@code n} is negative or above what an array holds
     */
    void forward(float[] xs, float[] ys, int n);

    /**
     * Adds to {@link #gradients()} the gradients of a loss whose gradient at the outputs of the last {@code forward} is
     * {@code gradYs}. The batch counts as a sequence of samples: the bits are the same as for samples one by one.
     *
     * @throws IllegalArgumentException if {@code n} is not the last {@code forward}'s
     */
    void backward(float[] gradYs, int n);

    /** Computes the input's gradient of the last {@code backward}; call it before the parameters change. */
    void inputGradient(float[] gradXs);

    /** The gradients, by the names and in the shapes of the model's parameters. */
    Parameters gradients();

    /** Sets all gradients to zero. */
    void zeroGradients();

    /** Whether no gradient of a trainable parameter is infinite or NaN. */
    default boolean gradientsAreFinite() {
        return Gradients.allFinite(gradients());
    }

    /** Seeds dropout and starts its count of steps anew; the default seed is 0. */
    void seed(long seed);

    /** How many threads to work with, 1 by default; results do not depend on it. */
    void threads(int threads);
}
