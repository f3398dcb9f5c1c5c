package dev.nacre.runtime.training.optim;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.argument.Settings;

/**
 * Adam (Kingma and Ba, 2014) as {@code torch.optim.Adam}, and with decoupled weight decay AdamW (Loshchilov and Hutter, 2017)
 * as {@code torch.optim.AdamW}. Step t, with g the gradient, is
 *
 * <pre>
 * coupled:   g ← g + weightDecay·p
 * decoupled: p ← p·(1 − learningRate·weightDecay)
 * m ← β₁·m + (1 − β₁)·g
 * v ← β₂·v + (1 − β₂)·g²
 * p ← p − learningRate/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + eps)
 * </pre>
 *
 * @param learningRate at least 0
 * @param beta1 β₁, from 0 to below 1
 * @param beta2 β₂, from 0 to below 1
 * @param eps positive
 * @param weightDecay at least 0
 * @param decoupled whether weight decay acts on p itself
 */
public record Adam(double learningRate, double beta1, double beta2, double eps, double weightDecay, boolean decoupled)
        implements Optimizer {

    public Adam {
        Settings.notNegative("learning rate", learningRate);
        Settings.fraction("beta 1", beta1);
        Settings.fraction("beta 2", beta2);
        Optimizers.checkEps(eps);
        Settings.notNegative("weight decay", weightDecay);
    }

    /** With other betas. */
    public Adam betas(double newBeta1, double newBeta2) {
        return new Adam(learningRate, newBeta1, newBeta2, eps, weightDecay, decoupled);
    }

    /** With another eps. */
    public Adam eps(double newEps) {
        return new Adam(learningRate, beta1, beta2, newEps, weightDecay, decoupled);
    }

    /** With another weight decay. */
    public Adam weightDecay(double newWeightDecay) {
        return new Adam(learningRate, beta1, beta2, eps, newWeightDecay, decoupled);
    }

    @Override
    public State start(Parameters parameters) {
        return new Moments(this, parameters);
    }

    /** The moments m and v, and the powers of the betas, which are products so that they are the same on every JDK. */
    private static final class Moments extends ElementwiseState {

        private final Adam settings;
        private final float[] first;
        private final float[] second;
        private double power1 = 1;
        private double power2 = 1;
        private float rate;
        private float scale;
        private float keep;

        Moments(Adam settings, Parameters parameters) {
            super(parameters);
            this.settings = settings;
            this.first = new float[parameters.values().length];
            this.second = new float[parameters.values().length];
        }

        @Override
        void prepare(double learningRate) {
            power1 *= settings.beta1;
            power2 *= settings.beta2;
            rate = (float) (learningRate / (1 - power1));
            scale = (float) (1 / Math.sqrt(1 - power2));
            keep = settings.decoupled ? (float) (1 - learningRate * settings.weightDecay) : 1;
        }

        @Override
        void update(float[] values, float[] gradients, int from, int to) {
            float beta1 = (float) settings.beta1;
            float beta2 = (float) settings.beta2;
            float fresh1 = (float) (1 - settings.beta1);
            float fresh2 = (float) (1 - settings.beta2);
            float decay = settings.decoupled ? 0 : (float) settings.weightDecay;
            float eps = (float) settings.eps;
            float step = rate;
            float root = scale;
            float kept = keep;
            float[] m = first;
            float[] v = second;
            for (int i = from; i < to; i++) {
                float p = values[i] * kept;
                float g = gradients[i] + decay * p;
                m[i] = beta1 * m[i] + fresh1 * g;
                v[i] = beta2 * v[i] + fresh2 * (g * g);
                values[i] = p - step * (m[i] / ((float) Math.sqrt(v[i]) * root + eps));
            }
        }
    }
}
