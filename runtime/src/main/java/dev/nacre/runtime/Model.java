package dev.nacre.runtime;

import dev.nacre.runtime.training.TrainingPass;

/**
 * What every generated model is: its parameters, and the objects that work on them.
 *
 * <p>A model may be shared by any number of threads that predict. Sessions, trainings and trainers belong to one thread at a
 * time, and refuse a second one; all of them see the same parameters. Who changes these while others predict gives them old and
 * new values mixed: serve from a {@link #copy} then, and replace it by the next one through a {@code volatile} field.
 */
public interface Model {

    /** The model's ports, layers and parameters. */
    ModelSpec spec();

    /** Its parameters and buffers, live: writing to one changes the next prediction. */
    Parameters parameters();

    /** A thread's scratch space for predictions. */
    InferenceSession newSession();

    /** A thread's gradients and saved activations. */
    TrainingPass newTraining();

    /**
     * Predicts zeros, one sample and batches in turn, until that becomes no faster: for applications whose first requests must
     * not wait for the JVM to compile the model. Returns after one to five seconds, for a large model on a busy
     * machine after fifteen at most; where all is compiled, for all models of a class share their code, after half a second.
     *
     * <p>It has a session of its own and only reads the parameters, so that nothing is disturbed. Any thread may call it, while
     * others predict. Training is not warmed: its own first seconds do that.
     */
    default void warmUp() {
        WarmUp.run(this);
    }

    /** A snapshot with its own parameters. */
    Model copy();
}
