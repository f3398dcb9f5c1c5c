package dev.nacre.runtime;

/** A loss together with the targets of the present batch, whatever their kind. */
sealed interface Objective permits ValueObjective, ClassObjective {

    /** Takes over the targets of samples {@code order[from]} to {@code order[from + n - 1]}. */
    void gather(Dataset dataset, int[] order, int from, int n);

    /** What the mean loss of the batch is divided by; throws if a target is invalid. */
    double weight(int n);

    /** The mean loss of the batch. */
    double evaluate(float[] outputs, float[] gradient, int n);

    Verdict verdict(float[] outputs, int sample);

    /** Gives the loss and the verdicts of a batch to a meter. */
    default void measure(Meter meter, float[] outputs, double loss, double weight, int n) {
        meter.add(loss, weight);
        for (int sample = 0; sample < n; sample++) {
            meter.add(verdict(outputs, sample));
        }
    }

    /** Checks all targets of a dataset of known size before anything is learnt from it. */
    static Objective of(Loss loss, Dataset dataset, int width) {
        if (dataset.hasClasses()) {
            ClassLoss classLoss = ClassObjective.require(loss);
            int[] classes = dataset.classes();
            classLoss.weight(classes, classes.length, width);
            return new ClassObjective(classLoss, width);
        }
        return new ValueObjective(ValueObjective.require(loss), width);
    }
}
