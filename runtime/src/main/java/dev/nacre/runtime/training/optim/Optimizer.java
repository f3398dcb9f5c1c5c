package dev.nacre.runtime.training.optim;

import dev.nacre.runtime.Parameters;

/**
 * The settings of an optimiser; immutable, so that threads and trainers may share them. {@link Optimizers} makes PyTorch's.
 * What an optimiser remembers from step to step is a {@link State} of one training.
 */
public interface Optimizer {

    /** The learning rate before any {@link Schedule}. */
    double learningRate();

    /**
     * Starts a training of these parameters.
     *
     * @throws IllegalArgumentException if the settings contradict each other
     */
    State start(Parameters parameters);

    /** The memory of one training; belongs to one thread at a time. */
    interface State {

        /**
         * Updates the trainable parameters once, without allocating. Elements whose gradient has always been 0 stay 0 if
         * they are, so the padding of the storage does.
         *
         * @param gradients of the parameters, in the same layout
         * @param learningRate for this step
         */
        void step(Parameters gradients, double learningRate);

        /** How many threads a step may work with, 1 by default; results do not depend on it. Not all make use of more. */
        default void threads(int threads) {}
    }
}
