package dev.nacre.runtime.training.optim;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.argument.Settings;

/**
 * Stochastic gradient descent, as {@code torch.optim.SGD}. With g the gradient plus weightDecay·p, momentum μ and dampening
 * τ, each step is
 *
 * <pre>
 * b ← g at the first step, then μ·b + (1 − τ)·g
 * p ← p − learningRate · (g + μ·b if nesterov, else b)
 * </pre>
 *
 * @param learningRate at least 0
 * @param momentum μ, at least 0; 0 leaves out b altogether
 * @param dampening τ
 * @param nesterov whether to look ahead (Sutskever et al., 2013); needs momentum, and no dampening
 * @param weightDecay at least 0
 */
public record Sgd(double learningRate, double momentum, double dampening, boolean nesterov, double weightDecay)
        implements Optimizer {

    public Sgd {
        Settings.notNegative("learning rate", learningRate);
        Settings.notNegative("momentum", momentum);
        Settings.check(Double.isFinite(dampening), "dampening", "finite", dampening);
        Settings.notNegative("weight decay", weightDecay);
    }

    /** With another momentum. */
    public Sgd momentum(double newMomentum) {
        return new Sgd(learningRate, newMomentum, dampening, nesterov, weightDecay);
    }

    /** With another dampening. */
    public Sgd dampening(double newDampening) {
        return new Sgd(learningRate, momentum, newDampening, nesterov, weightDecay);
    }

    /** With or without Nesterov's look-ahead. */
    public Sgd nesterov(boolean newNesterov) {
        return new Sgd(learningRate, momentum, dampening, newNesterov, weightDecay);
    }

    /** With another weight decay. */
    public Sgd weightDecay(double newWeightDecay) {
        return new Sgd(learningRate, momentum, dampening, nesterov, newWeightDecay);
    }

    @Override
    public State start(Parameters parameters) {
        if (nesterov && (momentum == 0 || dampening != 0)) {
            throw new IllegalArgumentException("nesterov needs a momentum above 0 and no dampening, got momentum "
                    + momentum + " and dampening " + dampening);
        }
        return momentum == 0 ? new Plain(this, parameters) : new Momentum(this, parameters);
    }

    /** Remembers nothing. */
    private static final class Plain extends ElementwiseState {

        private final float decay;
        private float rate;

        Plain(Sgd settings, Parameters parameters) {
            super(parameters);
            this.decay = (float) settings.weightDecay;
        }

        @Override
        void prepare(double learningRate) {
            rate = (float) learningRate;
        }

        @Override
        void update(float[] values, float[] gradients, int from, int to) {
            float step = rate;
            float share = decay;
            for (int i = from; i < to; i++) {
                values[i] -= step * (gradients[i] + share * values[i]);
            }
        }
    }

    /** Remembers b; its first value is the first gradient itself. */
    private static final class Momentum extends ElementwiseState {

        private final Sgd settings;
        private final float[] buffer;
        private boolean started;
        private float rate;
        private float fresh;

        Momentum(Sgd settings, Parameters parameters) {
            super(parameters);
            this.settings = settings;
            this.buffer = new float[parameters.values().length];
        }

        @Override
        void prepare(double learningRate) {
            rate = (float) learningRate;
            fresh = started ? (float) (1 - settings.dampening) : 1;
            started = true;
        }

        @Override
        void update(float[] values, float[] gradients, int from, int to) {
            float step = rate;
            float share = fresh;
            float decay = (float) settings.weightDecay;
            float momentum = (float) settings.momentum;
            // The step is ahead·g + along·b.
            float ahead = settings.nesterov ? 1 : 0;
            float along = settings.nesterov ? momentum : 1;
            float[] b = buffer;
            for (int i = from; i < to; i++) {
                float g = gradients[i] + decay * values[i];
                b[i] = momentum * b[i] + share * g;
                values[i] -= step * (ahead * g + along * b[i]);
            }
        }
    }
}
