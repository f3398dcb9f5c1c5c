package dev.nacre.runtime.training.loss;

import dev.nacre.runtime.Shape;
import dev.nacre.runtime.argument.Settings;
import dev.nacre.runtime.generated.FloatMath;
import java.util.Arrays;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The cross entropy between softmax(outputs) and the targets, as PyTorch's {@code CrossEntropyLoss}, for logits of any size.
 * Immutable: settings return a changed copy.
 *
 * <p>With class indices y and weights w it is Σ ((1 − ε)·w[y]·−log p[y] + ε/C · Σ_c w[c]·−log p[c]) / Σ w[y] over the rows
 * that count, where ε is the label smoothing and C the number of classes. With probabilities q as targets it is the mean over
 * all rows of Σ_c w[c]·q'[c]·−log p[c], where q' = (1 − ε)·q + ε/C; a class of weight 0 or target 0 adds 0, its limit.
 *
 * <p>Classes lie along the last axis. A row is a sample if the output has the shape [classes], and a position of a sample if it
 * has more axes, such as [T,classes]; the sums go over all rows of a batch, so that a long sample counts more than one
 * of which most positions are ignored. If no row counts, the result is NaN, as in PyTorch, and the gradient is zero; a {@code
 * Trainer} makes no update then.
 */
public final class CrossEntropy implements ValueLoss, ClassLoss {

    private final ClassTargets targets;
    private final double smoothing;

    CrossEntropy(double labelSmoothing) {
        this(new ClassTargets("crossEntropy", -100), labelSmoothing);
    }

    private CrossEntropy(ClassTargets targets, double labelSmoothing) {
        this.targets = targets;
        this.smoothing = Settings.share("crossEntropy: label smoothing", labelSmoothing);
    }

    /** Gives rows of this class index no part in the mean; −100 by default. */
    public CrossEntropy ignoreIndex(int index) {
        return new CrossEntropy(targets.withIgnored(index), smoothing);
    }

    /**
     * Weighs rows by their class; all weigh 1 by default.
     *
     * @throws IllegalArgumentException if a weight is negative, infinite or NaN
     */
    public CrossEntropy classWeights(float... weights) {
        return new CrossEntropy(targets.withWeights(weights), smoothing);
    }

    /**
     * Mixes the target with the uniform distribution (Szegedy et al., "Rethinking the Inception Architecture", 2015).
     *
     * @param share of the uniform distribution, from 0, the default, to 1
     */
    public CrossEntropy labelSmoothing(double share) {
        return new CrossEntropy(targets, share);
    }

    @Override
    public void checkOutput(Shape shape) {
        LossArguments.checkClassAxis("crossEntropy", shape);
        targets.checkWidth(LossArguments.lastAxis(shape));
    }

    @Override
    public int rowWidth(Shape shape) {
        return LossArguments.lastAxis(shape);
    }

    @Override
    public OptionalInt ignoredIndex() {
        return OptionalInt.of(targets.ignored());
    }

    @Override
    public float leastTarget() {
        return 0;
    }

    @Override
    public float greatestTarget() {
        return 1;
    }

    @Override
    public double weight(int[] classes, int rows, int width) {
        return targets.total(classes, rows, width);
    }

    @Override
    public double evaluate(float[] outputs, int[] classes, float[] gradient, int rows, int width) {
        LossArguments.check("crossEntropy", outputs, gradient, rows, width);
        double total = targets.total(classes, rows, width);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            if (targets.counts(classes[i]) && total > 0) {
                sum += row(outputs, null, classes[i], gradient, i * width, width, 1 / total);
            } else {
                Arrays.fill(gradient, i * width, (i + 1) * width, 0);
            }
        }
        return sum / total;
    }

    @Override
    public double evaluate(float[] outputs, float[] probabilities, float[] gradient, int rows, int width) {
        LossArguments.check("crossEntropy", outputs, probabilities, gradient, rows, width);
        targets.checkWidth(width);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += row(outputs, probabilities, 0, gradient, i * width, width, 1.0 / rows);
        }
        return sum / rows;
    }

    /** The loss of the row at {@code at}, whose targets are the probabilities there or, without any, the index. */
    private double row(
            float[] outputs,
            float @Nullable [] probabilities,
            int index,
            float[] gradient,
            int at,
            int width,
            double scale) {
        float max = max(outputs, at, width);
        double sum = exponentials(outputs, max, gradient, at, width);
        double logSum = FloatMath.log((float) sum);
        double value = 0;
        double mass = 0;
        for (int c = 0; c < width; c++) {
            double target = target(probabilities, index, at, c, width);
            value += target == 0 ? 0 : target * (logSum + ((double) max - outputs[at + c]));
            mass += target;
        }
        for (int c = 0; c < width; c++) {
            double target = target(probabilities, index, at, c, width);
            gradient[at + c] = (float) ((gradient[at + c] * mass / sum - target) * scale);
        }
        return value;
    }

    private double target(float @Nullable [] probabilities, int index, int at, int c, int width) {
        double sharp = probabilities != null ? probabilities[at + c] : c == index ? 1 : 0;
        return targets.weight(c) * ((1 - smoothing) * sharp + smoothing / width);
    }

    private static float max(float[] values, int at, int width) {
        float max = values[at];
        for (int i = at + 1; i < at + width; i++) {
            max = Math.max(max, values[i]);
        }
        return max;
    }

    /** Writes exp(values − max) and returns their sum. */
    private static double exponentials(float[] values, float max, float[] to, int at, int width) {
        double sum = 0;
        for (int i = at; i < at + width; i++) {
            to[i] = FloatMath.exp(values[i] - max);
            sum += to[i];
        }
        return sum;
    }

    @Override
    public Correctness correctness(float[] outputs, int[] classes, int row, int width) {
        return targets.correctness(outputs, classes, row, width);
    }

    @Override
    public Correctness correctness(float[] outputs, float[] probabilities, int row, int width) {
        int expected = ClassTargets.argmax(probabilities, row * width, width);
        return Correctness.of(ClassTargets.argmax(outputs, row * width, width) == expected);
    }

    @Override
    public String toString() {
        return "crossEntropy";
    }
}
