package dev.nacre.runtime.training;

import dev.nacre.runtime.training.loss.Correctness;

/**
 * A loss together with the targets of the present batch.
 *
 * @param <T> the array of targets: values or class indices
 */
abstract sealed class Objective<T> permits ValueObjective, ClassObjective {

    /** Targets of a sample. */
    private final int targetsPerSample;

    private T gathered;
    private int room;
    private T targets;

    Objective(int targetsPerSample, T none) {
        this.targetsPerSample = targetsPerSample;
        this.gathered = none;
        this.targets = none;
    }

    /** Looks at given targets instead of gathered ones. */
    final Objective<T> at(T given) {
        targets = given;
        return this;
    }

    /** Takes over the targets of samples {@code order[from]} to {@code order[from + n - 1]}. */
    final void gather(Wiring wiring, Column column, int[] order, int from, int n) {
        if (room < n) {
            gathered = array(n * targetsPerSample);
            room = n;
        }
        targets = gathered;
        wiring.gather(column, gathered, targetsPerSample, order, from, n);
    }

    final T targets() {
        return targets;
    }

    /** A new array. */
    abstract T array(int length);

    /** What the mean loss of the batch is divided by; throws if a target is invalid. */
    abstract double weight(int n);

    /** The mean loss of the batch. */
    abstract double evaluate(float[] outputs, float[] gradient, int n);

    abstract Correctness correctness(float[] outputs, int sample);
}
