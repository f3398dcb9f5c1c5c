package dev.nacre.runtime;

/** A loss together with class indices. */
final class ClassObjective implements Objective {

    private final ClassLoss loss;
    private final int width;
    private int[] gathered = {};
    private int[] targets = {};

    ClassObjective(ClassLoss loss, int width) {
        this.loss = loss;
        this.width = width;
    }

    static ClassLoss require(Loss loss) {
        if (loss instanceof ClassLoss classLoss) {
            return classLoss;
        }
        throw new IllegalArgumentException(loss + ": expected values (float[]) as targets, got class indices (int[])");
    }

    /** Checks all targets of a dataset before anything is learnt from it. */
    ClassObjective checked(int[] all) {
        loss.weight(all, all.length, width);
        return this;
    }

    /** Looks at given targets instead of gathered ones. */
    ClassObjective at(int[] given) {
        targets = given;
        return this;
    }

    @Override
    public void gather(Wiring wiring, Column column, int[] order, int from, int n) {
        if (gathered.length < n) {
            gathered = new int[n];
        }
        targets = gathered;
        wiring.gather(column, gathered, 1, order, from, n);
    }

    @Override
    public double weight(int n) {
        return loss.weight(targets, n, width);
    }

    @Override
    public double evaluate(float[] outputs, float[] gradient, int n) {
        return loss.evaluate(outputs, targets, gradient, n, width);
    }

    @Override
    public Verdict verdict(float[] outputs, int sample) {
        return loss.verdict(outputs, targets, sample, width);
    }
}
