package dev.nacre.runtime.training;

import dev.nacre.runtime.training.loss.Correctness;
import dev.nacre.runtime.training.loss.Loss;
import dev.nacre.runtime.training.loss.ValueLoss;

/** A loss together with target values. */
final class ValueObjective extends Objective<float[]> {

    private final ValueLoss loss;
    private final int width;

    ValueObjective(Criterion criterion) {
        super(criterion.rows(), criterion.rowWidth(), new float[0]);
        this.loss = require(criterion.loss());
        this.width = criterion.rowWidth();
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
    double weight(int rows) {
        return rows;
    }

    @Override
    double evaluate(float[] outputs, float[] gradient, int rows) {
        return loss.evaluate(outputs, targets(), gradient, rows, width);
    }

    @Override
    Correctness correctness(float[] outputs, int row) {
        return loss.correctness(outputs, targets(), row, width);
    }
}
