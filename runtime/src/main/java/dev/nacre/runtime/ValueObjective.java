package dev.nacre.runtime;

/** A loss together with target values. */
final class ValueObjective implements Objective {

    private final ValueLoss loss;
    private final int width;
    private float[] gathered = {};
    private float[] targets = {};

    ValueObjective(ValueLoss loss, int width) {
        this.loss = loss;
        this.width = width;
    }

    static ValueLoss require(Loss loss) {
        if (loss instanceof ValueLoss valueLoss) {
            return valueLoss;
        }
        throw new IllegalArgumentException(loss + ": expected class indices (int[]) as targets, got values (float[])");
    }

    /** Checks all targets of a dataset before anything is learnt from it. */
    ValueObjective checked(Criterion criterion, Wiring wiring, Column all) {
        wiring.checkTargets(criterion, loss, all);
        return this;
    }

    /** Looks at given targets instead of gathered ones. */
    ValueObjective at(float[] given) {
        targets = given;
        return this;
    }

    @Override
    public void gather(Wiring wiring, Column column, int[] order, int from, int n) {
        if (gathered.length < n * width) {
            gathered = new float[n * width];
        }
        targets = gathered;
        wiring.gather(column, gathered, width, order, from, n);
    }

    @Override
    public double weight(int n) {
        return n;
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
