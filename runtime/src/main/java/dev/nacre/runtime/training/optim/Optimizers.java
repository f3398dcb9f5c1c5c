package dev.nacre.runtime.training.optim;

import dev.nacre.runtime.argument.Settings;

/**
 * The optimisers of PyTorch, with its names, rules and defaults. Settings are added fluently, {@code
 * Optimizers.sgd(0.1).momentum(0.9).nesterov(true)}, and each call returns a changed copy. A setting that makes no sense,
 * NaN among them, throws {@link IllegalArgumentException}.
 */
public final class Optimizers {

    private Optimizers() {}

    /** {@link #sgd(double)} with learning rate 1e-3. */
    public static Sgd sgd() {
        return sgd(1e-3);
    }

    /** Stochastic gradient descent without momentum or weight decay ({@code torch.optim.SGD}). */
    public static Sgd sgd(double learningRate) {
        return new Sgd(learningRate, 0, 0, false, 0);
    }

    /** {@link #adam(double)} with learning rate 1e-3. */
    public static Adam adam() {
        return adam(1e-3);
    }

    /** Adam with betas 0.9 and 0.999, eps 1e-8 and no weight decay ({@code torch.optim.Adam}). */
    public static Adam adam(double learningRate) {
        return new Adam(learningRate, 0.9, 0.999, 1e-8, 0, false);
    }

    /** {@link #adamw(double)} with learning rate 1e-3. */
    public static Adam adamw() {
        return adamw(1e-3);
    }

    /** Adam whose weight decay, 1e-2, does not pass through the moments ({@code torch.optim.AdamW}). */
    public static Adam adamw(double learningRate) {
        return new Adam(learningRate, 0.9, 0.999, 1e-8, 1e-2, true);
    }

    /** {@link #rmsprop(double)} with learning rate 1e-2. */
    public static RmsProp rmsprop() {
        return rmsprop(1e-2);
    }

    /** RMSprop with alpha 0.99, eps 1e-8, not centred, without momentum or weight decay ({@code torch.optim.RMSprop}). */
    public static RmsProp rmsprop(double learningRate) {
        return new RmsProp(learningRate, 0.99, 1e-8, 0, 0, false);
    }

    /** {@link #adagrad(double)} with learning rate 1e-2. */
    public static Adagrad adagrad() {
        return adagrad(1e-2);
    }

    /** Adagrad with eps 1e-10 and no weight decay ({@code torch.optim.Adagrad}). */
    public static Adagrad adagrad(double learningRate) {
        return new Adagrad(learningRate, 1e-10, 0);
    }

    /** Adds to a root; as a float it must not vanish, or elements without a gradient would become 0/0. */
    static double checkEps(double eps) {
        return Settings.check((float) eps > 0 && Float.isFinite((float) eps), "eps", "positive as a float", eps);
    }
}
