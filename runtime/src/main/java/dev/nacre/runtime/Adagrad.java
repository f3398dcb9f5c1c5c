package dev.nacre.runtime;

import java.util.List;

/**
 * Adagrad (Duchi et al., 2011) as {@code torch.optim.Adagrad}. Each step, with g the gradient plus weightDecay·p, is
 *
 * <pre>
 * s ← s + g²
 * p ← p − learningRate · g / (√s + eps)
 * </pre>
 *
 * @param learningRate at least 0
 * @param eps positive
 * @param weightDecay at least 0
 */
public record Adagrad(double learningRate, double eps, double weightDecay) implements Optimizer {

    public Adagrad {
        Settings.notNegative("learning rate", learningRate);
        Optimizers.checkEps(eps);
        Settings.notNegative("weight decay", weightDecay);
    }

    /** With another eps. */
    public Adagrad eps(double newEps) {
        return new Adagrad(learningRate, newEps, weightDecay);
    }

    /** With another weight decay. */
    public Adagrad weightDecay(double newWeightDecay) {
        return new Adagrad(learningRate, eps, newWeightDecay);
    }

    @Override
    public State start(Parameters parameters) {
        float[] sums = new float[parameters.values().length];
        return (gradients, rate) -> {
            List<Range> ranges = parameters.trainable();
            for (int r = 0; r < ranges.size(); r++) {
                update(parameters.values(), gradients.values(), sums, ranges.get(r), (float) rate);
            }
        };
    }

    private void update(float[] values, float[] gradients, float[] sums, Range range, float rate) {
        float denominator = (float) eps;
        float decay = (float) weightDecay;
        for (int i = range.from(); i < range.to(); i++) {
            float g = gradients[i] + decay * values[i];
            sums[i] += g * g;
            values[i] -= rate * (g / ((float) Math.sqrt(sums[i]) + denominator));
        }
    }
}
