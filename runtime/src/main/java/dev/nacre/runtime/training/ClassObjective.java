package dev.nacre.runtime.training;

import dev.nacre.runtime.Port;
import dev.nacre.runtime.training.loss.ClassLoss;
import dev.nacre.runtime.training.loss.Correctness;
import dev.nacre.runtime.training.loss.Loss;
import java.util.OptionalInt;

/** A loss together with class indices. */
final class ClassObjective extends Objective<int[]> {

    private final Port port;
    private final ClassLoss loss;
    private final int width;
    private final OptionalInt ignored;

    ClassObjective(Criterion criterion) {
        super(criterion.rows(), 1, new int[0]);
        this.port = criterion.port();
        this.loss = require(criterion.loss());
        this.width = criterion.rowWidth();
        this.ignored = loss.ignoredIndex();
    }

    private static ClassLoss require(Loss loss) {
        if (loss instanceof ClassLoss classLoss) {
            return classLoss;
        }
        throw new IllegalArgumentException(loss + ": expected values (float[]) as targets, got class indices (int[])");
    }

    /** Checks all targets of a dataset before anything is learnt from it. */
    ClassObjective checked(Wiring wiring, Column all) {
        wiring.checkTargets(this, all);
        return this;
    }

    /**
     * Checks targets of {@code n} samples.
     *
     * @param at where in {@code classes} the first sample's are
     * @param first the first sample's number
     * @throws IllegalArgumentException if one is neither a class nor the index that is ignored
     */
    void check(String model, int[] classes, int at, int n, int first) {
        int end = at + rows(n);
        for (int i = at; i < end; i++) {
            int index = classes[i];
            if ((index < 0 || index >= width) && !(ignored.isPresent() && index == ignored.getAsInt())) {
                throw refusal(model, index, name(i - at, first));
            }
        }
    }

    private IllegalArgumentException refusal(String model, int index, String place) {
        String others = ignored.isPresent() ? ", or " + ignored.getAsInt() + " to ignore them," : "";
        return new IllegalArgumentException(model + ": expected classes from 0 to " + (width - 1) + others
                + " as targets for the loss " + loss + " of " + port + ", got " + index + " in " + place);
    }

    @Override
    int[] array(int length) {
        return new int[length];
    }

    @Override
    double weight(int rows) {
        return loss.weight(targets(), rows, width);
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
