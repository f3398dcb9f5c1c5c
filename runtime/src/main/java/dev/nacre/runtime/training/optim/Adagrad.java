package dev.nacre.runtime.training.optim;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.argument.Settings;

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
        return new Sums(this, parameters);
    }

    private static final class Sums extends ElementwiseState {

        private final Adagrad settings;
        private final float[] sums;
        private float rate;

        Sums(Adagrad settings, Parameters parameters) {
            super(parameters);
            this.settings = settings;
            this.sums = new float[parameters.values().length];
        }

        @Override
        void prepare(double learningRate) {
            rate = (float) learningRate;
        }

        @Override
        void update(float[] values, float[] gradients, int from, int to) {
            float step = rate;
            float eps = (float) settings.eps;
            float decay = (float) settings.weightDecay;
            float[] s = sums;
            for (int i = from; i < to; i++) {
                float g = gradients[i] + decay * values[i];
                s[i] += g * g;
                values[i] -= step * (g / ((float) Math.sqrt(s[i]) + eps));
            }
        }
    }
}
