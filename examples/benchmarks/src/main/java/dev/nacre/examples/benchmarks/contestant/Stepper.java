package dev.nacre.examples.benchmarks.contestant;

/** A contestant that goes through rows of inputs, again and again, a row at each call; its state goes on from call to call. */
public interface Stepper extends AutoCloseable {

    /** Takes the next row: this is what is timed. */
    void step();

    /** A copy of what the last {@link #step} left. */
    float[] output();

    @Override
    void close();
}
