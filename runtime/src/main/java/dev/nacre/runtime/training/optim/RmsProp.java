package dev.nacre.runtime.training.optim;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.argument.Settings;

/**
 * RMSprop (Hinton's lecture 6e; centred: Graves, 2013) as {@code torch.optim.RMSprop}. Each step, with g the gradient plus
 * weightDecay·p and momentum μ, is
 *
 * <pre>
 * v ← alpha·v + (1 − alpha)·g²
 * centred: a ← alpha·a + (1 − alpha)·g, and v − a² stands for v below
 * b ← μ·b + g / (√v + eps)
 * p ← p − learningRate·b
 * </pre>
 *
 * @param learningRate at least 0
 * @param alpha from 0 to 1
 * @param eps positive
 * @param weightDecay at least 0
 * @param momentum μ, at least 0
 * @param centered whether to divide by the standard deviation of gradients instead of their root mean square
 */
public record RmsProp(
        double learningRate, double alpha, double eps, double weightDecay, double momentum, boolean centered)
        implements Optimizer {

    public RmsProp {
        Settings.notNegative("learning rate", learningRate);
        Settings.share("alpha", alpha);
        Optimizers.checkEps(eps);
        Settings.notNegative("weight decay", weightDecay);
        Settings.notNegative("momentum", momentum);
    }

    /** With another alpha. */
    public RmsProp alpha(double newAlpha) {
        return new RmsProp(learningRate, newAlpha, eps, weightDecay, momentum, centered);
    }

    /** With another eps. */
    public RmsProp eps(double newEps) {
        return new RmsProp(learningRate, alpha, newEps, weightDecay, momentum, centered);
    }

    /** With another weight decay. */
    public RmsProp weightDecay(double newWeightDecay) {
        return new RmsProp(learningRate, alpha, eps, newWeightDecay, momentum, centered);
    }

    /** With another momentum. */
    public RmsProp momentum(double newMomentum) {
        return new RmsProp(learningRate, alpha, eps, weightDecay, newMomentum, centered);
    }

    /** Centred or not. */
    public RmsProp centered(boolean newCentered) {
        return new RmsProp(learningRate, alpha, eps, weightDecay, momentum, newCentered);
    }

    @Override
    public State start(Parameters parameters) {
        return new Averages(this, parameters);
    }

    /** The averages v and, if centred, a; and b, which without momentum is only a place for the step. */
    private static final class Averages extends ElementwiseState {

        private final RmsProp settings;
        private final float[] squares;
        private final float[] means;
        private final float[] buffer;
        private float rate;

        Averages(RmsProp settings, Parameters parameters) {
            super(parameters);
            int size = parameters.values().length;
            this.settings = settings;
            this.squares = new float[size];
            this.means = new float[settings.centered ? size : 0];
            this.buffer = new float[size];
        }

        @Override
        void prepare(double learningRate) {
            rate = (float) learningRate;
        }

        @Override
        void update(float[] values, float[] gradients, int from, int to) {
            if (settings.centered) {
                centred(values, gradients, from, to);
            } else {
                plain(values, gradients, from, to);
            }
        }

        private void plain(float[] values, float[] gradients, int from, int to) {
            float alpha = (float) settings.alpha;
            float fresh = (float) (1 - settings.alpha);
            float eps = (float) settings.eps;
            float decay = (float) settings.weightDecay;
            float momentum = (float) settings.momentum;
            float step = rate;
            float[] v = squares;
            float[] b = buffer;
            for (int i = from; i < to; i++) {
                float g = gradients[i] + decay * values[i];
                v[i] = alpha * v[i] + fresh * (g * g);
                b[i] = momentum * b[i] + g / ((float) Math.sqrt(v[i]) + eps);
                values[i] -= step * b[i];
            }
        }

        private void centred(float[] values, float[] gradients, int from, int to) {
            float alpha = (float) settings.alpha;
            float fresh = (float) (1 - settings.alpha);
            float eps = (float) settings.eps;
            float decay = (float) settings.weightDecay;
            float momentum = (float) settings.momentum;
            float step = rate;
            float[] v = squares;
            float[] a = means;
            float[] b = buffer;
            for (int i = from; i < to; i++) {
                float g = gradients[i] + decay * values[i];
                v[i] = alpha * v[i] + fresh * (g * g);
                a[i] = alpha * a[i] + fresh * g;
                // Rounding may leave a variance of 0 slightly negative.
                float variance = Math.max(v[i] - a[i] * a[i], 0);
                b[i] = momentum * b[i] + g / ((float) Math.sqrt(variance) + eps);
                values[i] -= step * b[i];
            }
        }
    }
}
