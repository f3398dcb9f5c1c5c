package dev.nacre.runtime;

/** A loss together with the targets of the present batch, whatever their kind. */
sealed interface Objective permits ValueObjective, ClassObjective {

    /** Takes over the targets of samples {@code order[from]} to {@code order[from + n - 1]}. */
    void gather(Wiring wiring, Column column, int[] order, int from, int n);

    /** What the mean loss of the batch is divided by; throws if a target is invalid. */
    double weight(int n);

    /** The mean loss of the batch. */
    double evaluate(float[] outputs, float[] gradient, int n);

    Verdict verdict(float[] outputs, int sample);
}
