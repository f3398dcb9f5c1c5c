package dev.nacre.runtime.training;

/**
 * Hears of every epoch and may end the training: {@code epoch -> epoch.loss() < 0.01 ? STOP : CONTINUE}.
 *
 * <p>It is called by the thread that trains, between two updates: the model may be read, copied and saved. An exception
 * that it throws ends {@link Trainer#fit}, whose epoch is complete.
 */
@FunctionalInterface
public interface TrainingListener {

    /** What to do after an epoch. */
    enum Decision {
        CONTINUE,
        STOP
    }

    /** Called after each epoch, when its validation is done. */
    Decision epochEnded(Epoch epoch);
}
