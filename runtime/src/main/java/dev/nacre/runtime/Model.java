package dev.nacre.runtime;

/**
 * What every generated model is: its parameters, and the objects that work on them.
 *
 * <p>A model may be shared by any number of threads that predict. Sessions and trainings belong to one thread at a time;
 * all of them see the same parameters.
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

    /** A snapshot with its own parameters. */
    Model copy();
}
