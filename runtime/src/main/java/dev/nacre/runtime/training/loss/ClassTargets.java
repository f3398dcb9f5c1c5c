package dev.nacre.runtime.training.loss;

import dev.nacre.runtime.argument.Settings;

/**
 * What cross entropy and negative log-likelihood do with class indices alike: one index is ignored, the others carry a
 * weight. No weights means 1 each.
 */
final class ClassTargets {

    private final String loss;
    private final int ignored;
    private final float[] weights;

    ClassTargets(String loss, int ignored, float... weights) {
        this.loss = loss;
        this.ignored = ignored;
        this.weights = weights;
    }

    ClassTargets withIgnored(int index) {
        return new ClassTargets(loss, index, weights);
    }

    ClassTargets withWeights(float... newWeights) {
        for (float weight : newWeights) {
            Settings.notNegative(loss + ": a class weight", weight);
        }
        return new ClassTargets(loss, ignored, newWeights.clone());
    }

    int ignored() {
        return ignored;
    }

    boolean counts(int index) {
        return index != ignored;
    }

    double weight(int index) {
        return weights.length == 0 ? 1 : weights[index];
    }

    /** The sum of the weights of the rows that count. */
    double total(int[] classes, int rows, int width) {
        LossArguments.checkSize(loss, rows, width);
        checkWidth(width);
        if (classes.length < rows) {
            throw new IllegalArgumentException(
                    loss + ": targets should hold " + rows + " class indices, got " + classes.length);
        }
        double total = 0;
        for (int i = 0; i < rows; i++) {
            if (counts(classes[i])) {
                total += weight(checked(classes[i], i, width));
            }
        }
        return total;
    }

    void checkWidth(int width) {
        if (weights.length != 0 && weights.length != width) {
            throw new IllegalArgumentException(
                    loss + ": expected one weight for each of " + width + " classes, got " + weights.length);
        }
    }

    private int checked(int index, int row, int width) {
        if (index < 0 || index >= width) {
            throw new IllegalArgumentException(loss + ": expected a class from 0 to " + (width - 1) + " or " + ignored
                    + " to ignore the row, got " + index + " in row " + row);
        }
        return index;
    }

    Correctness correctness(float[] outputs, int[] classes, int row, int width) {
        int index = classes[row];
        return counts(index) ? Correctness.of(argmax(outputs, row * width, width) == index) : Correctness.UNCOUNTED;
    }

    /** The place of the first maximum, relative to {@code from}. */
    static int argmax(float[] values, int from, int width) {
        int best = 0;
        for (int c = 1; c < width; c++) {
            if (values[from + c] > values[from + best]) {
                best = c;
            }
        }
        return best;
    }
}
