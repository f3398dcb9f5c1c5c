package dev.nacre.runtime.training.optim;

/**
 * How the learning rate changes during a training: settings, immutable, to be shared by threads and trainers. {@link
 * Schedules} makes PyTorch's. What a schedule remembers is a {@link Course} of one training.
 */
@FunctionalInterface
public interface Schedule {

    /**
     * Starts a training.
     *
     * @param rate the optimiser's learning rate
     */
    Course start(double rate);

    /** Whether a step of the schedule is one batch, and not one epoch. */
    default boolean everyBatch() {
        return false;
    }

    /** The same schedule with one step a batch, which is what {@code Trainer.step} counts, too. */
    default Schedule perBatch() {
        return new Schedule() {
            @Override
            public Course start(double rate) {
                return Schedule.this.start(rate);
            }

            @Override
            public boolean everyBatch() {
                return true;
            }
        };
    }

    /** The learning rate of one training as it goes on; belongs to one thread at a time. */
    interface Course {

        /** The learning rate of the present step. */
        double rate();

        /**
         * Goes on to the next step.
         *
         * @param loss of the step that ends: the batch's, or the epoch's, on validation data if there are any
         */
        void advance(double loss);
    }
}
