package dev.nacre.examples.benchmarks.contestant.nacre;

import dev.nacre.examples.benchmarks.contestant.Stepper;

/** A stream of Nacre's, from arrays to an array. */
public final class NacreStepper implements Stepper {

    private final Step stream;
    private final float[][] rows;
    private final float[] output;
    private int next;

    /** The method {@code step} of a generated stream. */
    public interface Step {
        void step(float[] input, float[] output);
    }

    public NacreStepper(Step stream, float[][] rows, int outputs) {
        this.stream = stream;
        this.rows = rows.clone();
        this.output = new float[outputs];
    }

    @Override
    public void step() {
        stream.step(rows[next], output);
        next = (next + 1) % rows.length;
    }

    @Override
    public float[] output() {
        return output.clone();
    }

    @Override
    public void close() {}
}
