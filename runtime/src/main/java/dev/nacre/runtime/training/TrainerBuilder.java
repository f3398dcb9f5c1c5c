package dev.nacre.runtime.training;

import dev.nacre.runtime.Model;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.argument.Quoted;
import dev.nacre.runtime.argument.Settings;
import dev.nacre.runtime.training.loss.Loss;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Optimizer;
import dev.nacre.runtime.training.optim.Optimizers;
import dev.nacre.runtime.training.optim.Schedule;
import dev.nacre.runtime.training.optim.Schedules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link Trainer}. A loss and an optimiser have to be given; the rest has defaults. Settings that make no sense
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
    int bucket;
    double clipNorm = Double.POSITIVE_INFINITY;

    @Nullable
    Dataset validation;

    private final Map<String, Criterion> criteria = new HashMap<>();
    private @Nullable Optimizer optimizer;

    TrainerBuilder(Model model) {
        this.model = model;
    }

    /**
     * What to minimise: one of {@link Losses}, or your own.
     *
     * @throws IllegalArgumentException if the model has several outputs of {@code float}, for which {@link #loss(String, Loss)} is
     */
    public TrainerBuilder loss(Loss loss) {
        return add(Criterion.of(model.spec(), loss));
    }

    /** {@link #loss(String, Loss, double)} with weight 1. */
    public TrainerBuilder loss(String output, Loss loss) {
        return loss(output, loss, 1);
    }

    /**
     * What to minimise for an output of a model that may have several. Losses of different outputs add up; an output
     * without one has no part in the sum.
     *
     * @param output the name of the output
     * @param weight what its loss is multiplied by in the sum
     * @throws IllegalArgumentException if there is no such output of {@code float}, or the weight is negative, infinite or NaN
     */
    public TrainerBuilder loss(String output, Loss loss, double weight) {
        Settings.notNegative("weight of the loss of " + Quoted.of(output), weight);
        return add(Criterion.of(model.spec(), output, loss, weight));
    }

    private TrainerBuilder add(Criterion criterion) {
        criteria.put(criterion.port().name(), criterion);
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

    /**
     * Forms batches of samples that are about equally long, for models whose samples have lengths: in each epoch so many batches of
     * shuffled samples are sorted by length, by the sum of all if there are several, and divided into batches, which are then
     * shuffled. A smaller batch at the end of an epoch is of any samples. By default batches are formed without regard to
     * lengths. Nothing is padded either way; the larger the number, the more alike are the samples of a batch.
     *
     * @param batches how many batches' samples are sorted together, at least 2
     */
    public TrainerBuilder bucketByLength(int batches) {
        bucket = Settings.atLeast(2, "batches of a bucket", batches);
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
     * @throws IllegalArgumentException if the model has nothing to train, or does not suit a loss or the validation data
     */
    public Trainer build() {
        if (criteria.isEmpty()) {
            throw new IllegalStateException("A trainer needs a loss, such as .loss(Losses.mse())");
        }
        if (optimizer == null) {
            throw new IllegalStateException("A trainer needs an optimizer, such as .optimizer(Optimizers.adam(1e-3))");
        }
        ModelSpec spec = model.spec();
        if (spec.trainableCount() == 0) {
            throw new IllegalArgumentException(spec.name() + ": there is nothing to train, because "
                    + (spec.parameterCount() == 0 ? "the model has no parameters" : "all parameters are frozen"));
        }
        List<Criterion> ordered = spec.outputs().stream()
                .map(port -> criteria.get(port.name()))
                .filter(Objects::nonNull)
                .toList();
        ordered.forEach(Criterion::check);
        if (bucket > 0 && spec.lengthPorts().isEmpty()) {
            throw new IllegalArgumentException(spec.name() + ": expected an input whose samples have a length for"
                    + " bucketByLength, got " + spec.inputs());
        }
        return new Trainer(this, ordered, optimizer);
    }
}
