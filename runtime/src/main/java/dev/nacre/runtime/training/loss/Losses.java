package dev.nacre.runtime.training.loss;

import dev.nacre.runtime.argument.Settings;

/**
 * The losses of PyTorch, with its names, formulas and defaults; all are means. Each is immutable and may be shared by
 * threads and trainers. Settings that make no sense, NaN among them, throw {@link IllegalArgumentException}.
 *
 * <p>In the formulas o is an output, t its target and d = o − t.
 */
public final class Losses {

    private Losses() {}

    /** Squared error: the mean of d² over all elements ({@code torch.nn.MSELoss}). */
    public static ValueLoss mse() {
        return new SquaredError();
    }

    /** Absolute error: the mean of |d| over all elements ({@code torch.nn.L1Loss}). */
    public static ValueLoss l1() {
        return RobustError.l1();
    }

    /** {@link #smoothL1(double)} with beta 1. */
    public static ValueLoss smoothL1() {
        return smoothL1(1);
    }

    /**
     * The mean of ½d²/β where |d| is below β, else of |d| − β/2 ({@code torch.nn.SmoothL1Loss}).
     *
     * @param beta where the error turns linear, at least 0; with 0 this is {@link #l1}
     */
    public static ValueLoss smoothL1(double beta) {
        return RobustError.smoothL1(Settings.notNegative("smoothL1: beta", beta));
    }

    /** {@link #huber(double)} with delta 1. */
    public static ValueLoss huber() {
        return huber(1);
    }

    /**
     * The mean of ½d² where |d| is below δ, else of δ·(|d| − δ/2) ({@code torch.nn.HuberLoss}).
     *
     * @param delta where the error turns linear, positive
     */
    public static ValueLoss huber(double delta) {
        return RobustError.huber(Settings.positive("huber: delta", delta));
    }

    /**
     * Binary cross entropy of probabilities: the mean of −t·log o − (1 − t)·log(1 − o) over all elements, logarithms
     * clamped at −100 ({@code torch.nn.BCELoss}). Outputs outside [0, 1] are an error. A prediction counts as right when
     * all of its outputs are on the same side of ½ as their targets.
     */
    public static ValueLoss bce() {
        return new BinaryCrossEntropy();
    }

    /**
     * Binary cross entropy of σ(o): the mean of max(o, 0) − o·t + log(1 + exp(−|o|)) over all elements ({@code
     * torch.nn.BCEWithLogitsLoss}). A prediction counts as right when all of its outputs are on the same side of 0 as
     * their targets of ½.
     */
    public static ValueLoss bceWithLogits() {
        return new LogisticCrossEntropy();
    }

    /**
     * Cross entropy of logits, one for each class ({@code torch.nn.CrossEntropyLoss}). Targets are class indices, or
     * probabilities of the classes: one or one row for a sample, or for each of its positions if the output has axes before
     * that of the classes.
     */
    public static CrossEntropy crossEntropy() {
        return crossEntropy(0);
    }

    /**
     * {@link #crossEntropy()} against targets that are mixed with the uniform distribution.
     *
     * @param labelSmoothing share of the uniform distribution, from 0 to 1
     */
    public static CrossEntropy crossEntropy(double labelSmoothing) {
        return new CrossEntropy(labelSmoothing);
    }

    /** Minus the log-probability of the target class, where outputs are log-probabilities ({@code torch.nn.NLLLoss}). */
    public static NegativeLogLikelihood nll() {
        return new NegativeLogLikelihood();
    }

    /**
     * Kullback-Leibler divergence of probabilities t from log-probabilities o: Σ t·(log t − o) over the number of samples
     * ({@code torch.nn.KLDivLoss} with {@code batchmean}).
     */
    public static ValueLoss klDiv() {
        return new KlDivergence();
    }
}
