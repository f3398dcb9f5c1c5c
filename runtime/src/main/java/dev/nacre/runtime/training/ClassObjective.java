package dev.nacre.runtime.training;

import dev.nacre.runtime.training.loss.ClassLoss;
import dev.nacre.runtime.training.loss.Correctness;
import dev.nacre.runtime.training.loss.Loss;

/** A loss together with class indices. */
final class ClassObjective extends Objective<int[]> {

    private final ClassLoss loss;
    private final int width;

    ClassObjective(ClassLoss loss, int width) {
        super(1, new int[0]);
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

    @Override
    int[] array(int length) {
        return new int[length];
    }

    @Override
    double weight(int n) {
        return loss.weight(targets(), n, width);
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
