package dev.nacre.runtime.training.loss;

import dev.nacre.runtime.Shape;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Minus the log-probability of each row's class, as PyTorch's {@code NLLLoss}: Σ w·(−o) / Σ w over all rows of the batch that
 * count, NaN with a gradient of zero if none does. A row is a sample, or one of its positions if the output has several axes. Outputs are log-probabilities,
 * one for each class. Immutable: settings return a changed copy.
 */
public final class NegativeLogLikelihood implements ClassLoss {

    private final ClassTargets targets;

    NegativeLogLikelihood() {
        this(new ClassTargets("nll", -100));
    }

    private NegativeLogLikelihood(ClassTargets targets) {
        this.targets = targets;
    }

    /** Gives rows of this class index no part in the mean; −100 by default. */
    public NegativeLogLikelihood ignoreIndex(int index) {
        return new NegativeLogLikelihood(targets.withIgnored(index));
    }

    /**
     * Weighs rows by their class; all weigh 1 by default.
     *
     * @throws IllegalArgumentException if a weight is negative, infinite or NaN
     */
    public NegativeLogLikelihood classWeights(float... weights) {
        return new NegativeLogLikelihood(targets.withWeights(weights));
    }

    @Override
    public void checkOutput(Shape shape) {
        LossArguments.checkClassAxis("nll", shape);
        targets.checkWidth(LossArguments.lastAxis(shape));
    }

    @Override
    public OptionalInt ignoredIndex() {
        return OptionalInt.of(targets.ignored());
    }

    @Override
    public double weight(int[] classes, int rows, int width) {
        return targets.total(classes, rows, width);
    }

    @Override
    public double evaluate(float[] outputs, int[] classes, float[] gradient, int rows, int width) {
        LossArguments.check("nll", outputs, gradient, rows, width);
        double total = targets.total(classes, rows, width);
        Arrays.fill(gradient, 0, rows * width, 0);
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            int index = classes[i];
            if (targets.counts(index) && targets.weight(index) > 0) {
                int at = i * width + index;
                sum -= targets.weight(index) * outputs[at];
                gradient[at] = (float) (-targets.weight(index) / total);
            }
        }
        return sum / total;
    }

    @Override
    public Correctness correctness(float[] outputs, int[] classes, int row, int width) {
        return targets.correctness(outputs, classes, row, width);
    }

    @Override
    public String toString() {
        return "nll";
    }
}
