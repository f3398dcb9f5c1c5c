package dev.nacre.examples.benchmarks.problem;

import java.util.Locale;

/** What is done with a batch. */
public enum Work {
    /** The outputs. */
    PREDICT,
    /** Forward, loss, backward, and an update by stochastic gradient descent. */
    SGD,
    /** Forward, loss, backward, and an update by Adam with its usual settings. */
    ADAM;

    public boolean learns() {
        return this != PREDICT;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
