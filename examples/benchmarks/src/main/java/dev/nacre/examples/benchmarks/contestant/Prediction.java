package dev.nacre.examples.benchmarks.contestant;

/** A contestant that predicts one batch, the same at every call, from where its API wants the inputs to where it leaves the outputs. */
public interface Prediction extends AutoCloseable {

    /** Predicts the batch: this is what is timed. */
    void run();

    /** A copy of what the last {@link #run} left. */
    float[] outputs();

    @Override
    void close();
}
