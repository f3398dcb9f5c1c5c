package dev.nacre.runtime.training;

import dev.nacre.runtime.training.loss.Correctness;
import dev.nacre.runtime.training.loss.Loss;
import dev.nacre.runtime.training.loss.ValueLoss;

/** A loss together with target values. */
final class ValueObjective extends Objective<float[]> {

    private final ValueLoss loss;
    private final int width;

    ValueObjective(ValueLoss loss, int width) {
        super(width, new float[0]);
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

    @Override
    float[] array(int length) {
        return new float[length];
    }

    @Override
    double weight(int n) {
        return n;
    }

    @Override
    double evaluate(float[] outputs, float[] gradient, int n) {
        return loss.evaluate(outputs, targets(), gradient, n, width);
    }

    @Override
    Correctness correctness(float[] outputs, int sample) {
        return loss.correctness(outputs, targets(), sample, width);
    }
}
