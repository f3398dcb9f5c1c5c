package dev.nacre.runtime.training;

import dev.nacre.runtime.training.loss.Correctness;

/**
 * A loss together with the targets of the present batch.
 *
 * @param <T> the array of targets: values or class indices
 */
abstract sealed class Objective<T> permits ValueObjective, ClassObjective {

    private final Places rows;
    private final int targetsPerSample;

    private T gathered;
    private int room;
    private T targets;

    Objective(Places rows, int targetsPerRow, T none) {
        this.rows = rows;
        this.targetsPerSample = rows.count(1) * targetsPerRow;
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

    final int targetsPerSample() {
        return targetsPerSample;
    }

    /** The rows of outputs of {@code n} samples together. */
    final int rows(int n) {
        return rows.count(n);
    }

    /** Names a row for a message; {@code first} is the number of the first sample. */
    final String name(int row, int first) {
        return rows.name(row, first);
    }

    /** A new array. */
    abstract T array(int length);

    /** What the mean loss of the batch is divided by; throws if a target is invalid. */
    abstract double weight(int rows);

    /** The mean loss of the batch. */
    abstract double evaluate(float[] outputs, float[] gradient, int rows);

    abstract Correctness correctness(float[] outputs, int row);
}
