package dev.nacre.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link Trainer}. Loss and optimiser have to be given; the rest has defaults. Settings that make no sense
 * throw {@link IllegalArgumentException} at once.
 */
public final class TrainerBuilder {

    final Model model;
    final List<TrainingListener> listeners = new ArrayList<>();
    Schedule schedule = Schedules.factor(t -> 1);
    int batchSize = 32;
    int epochs = 1;
    long seed;
    int threads = 1;
    boolean shuffle = true;
    double clipNorm = Double.POSITIVE_INFINITY;

    @Nullable
    Dataset validation;

    private @Nullable Loss loss;
    private @Nullable Optimizer optimizer;

    TrainerBuilder(Model model) {
        this.model = model;
    }

    /** What to minimise: one of {@link Losses}, or your own. */
    public TrainerBuilder loss(Loss newLoss) {
        loss = newLoss;
        return this;
    }

    /** How to minimise it: one of {@link Optimizers}, or your own. */
    public TrainerBuilder optimizer(Optimizer newOptimizer) {
        optimizer = newOptimizer;
        return this;
    }

    /** Samples in a batch, 32 by default; the last batch of an epoch may be smaller. */
    public TrainerBuilder batchSize(int newBatchSize) {
        batchSize = Settings.atLeast(1, "batch size", newBatchSize);
        return this;
    }

    /** Epochs of each {@link Trainer#fit}, 1 by default. */
    public TrainerBuilder epochs(int newEpochs) {
        epochs = Settings.atLeast(1, "epochs", newEpochs);
        return this;
    }

    /** What the order of samples and dropout depend on, 0 by default. */
    public TrainerBuilder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /** Threads to work with, 1 by default; results do not depend on it. */
    public TrainerBuilder threads(int newThreads) {
        threads = Settings.atLeast(1, "threads", newThreads);
        return this;
    }

    /** Whether each epoch has an order of its own, as by default; else all have the dataset's. */
    public TrainerBuilder shuffle(boolean newShuffle) {
        shuffle = newShuffle;
        return this;
    }

    /** Data to score after each epoch without learning from them; none by default. */
    public TrainerBuilder validation(Dataset newValidation) {
        validation = newValidation;
        return this;
    }

    /** Who hears of each epoch; one more with each call. All are asked, and one is enough to stop. */
    public TrainerBuilder listener(TrainingListener listener) {
        listeners.add(listener);
        return this;
    }

    /** How the learning rate changes; it stays the optimiser's by default. */
    public TrainerBuilder schedule(Schedule newSchedule) {
        schedule = newSchedule;
        return this;
    }

    /**
     * Scales all gradients of a batch together so that their Euclidean norm is at most this, as PyTorch's {@code
     * clip_grad_norm_}; unlimited by default.
     */
    public TrainerBuilder clipNorm(double limit) {
        clipNorm = Settings.positive("clipNorm", limit);
        return this;
    }

    /**
     * The trainer.
     *
     * @throws IllegalStateException if there is no loss or no optimiser
     * @throws IllegalArgumentException if the model has more than one input or output, nothing to train, or does not suit the loss or the
     *     validation data
     */
    public Trainer build() {
        if (loss == null) {
            throw new IllegalStateException("A trainer needs a loss, such as .loss(Losses.mse())");
        }
        if (optimizer == null) {
            throw new IllegalStateException("A trainer needs an optimizer, such as .optimizer(Optimizers.adam(1e-3))");
        }
        ModelSpec spec = model.spec();
        if (spec.inputs().size() != 1 || spec.outputs().size() != 1) {
            throw new IllegalArgumentException(spec.name() + ": expected a model with one input and one output, got "
                    + spec.inputs() + " -> " + spec.outputs());
        }
        if (spec.trainableCount() == 0) {
            throw new IllegalArgumentException(spec.name() + ": there is nothing to train, because "
                    + (spec.parameterCount() == 0 ? "the model has no parameters" : "all parameters are frozen"));
        }
        loss.checkOutput(spec.outputs().get(0).shape());
        return new Trainer(this, loss, optimizer);
    }
}
