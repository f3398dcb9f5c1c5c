package dev.nacre.examples.benchmarks.contestant;

import dev.nacre.examples.benchmarks.problem.Weights;

/** A contestant that learns one batch, the same at every call. */
public interface Training extends AutoCloseable {

    /** Forward, loss, backward, update: this is what is timed. Returns the loss before the update. */
    float step();

    /** A copy of what has been learnt. */
    Weights weights();

    @Override
    void close();
}
