package dev.nacre.runtime.training;

import dev.nacre.runtime.ElementType;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.training.TrainingListener.Decision;
import dev.nacre.runtime.training.optim.Optimizer;
import dev.nacre.runtime.training.optim.Schedule;
import dev.nacre.runtime.work.Occupancy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model: {@link #fit} runs over a dataset for some epochs, {@link #step} learns from one batch at a time. What they
 * learn, the next prediction of any session of the model uses.
 *
 * <p>A model with several outputs has a loss for each that is to learn, which add up:
 * <pre>{@code
 * Trainer trainer = Trainer.of(autoEncoder)
 *         .loss("recon", Losses.mse())
 *         .loss("code", Losses.l1(), 0.1)
 *         .optimizer(Optimizers.adam(1e-3))
 *         .build();
 * trainer.fit(Dataset.builder(n).input("x", xs).target("recon", xs).target("code", zeros).build());
 * }</pre>
 *
 * <p>A trainer goes on where it stopped: moments of the optimiser, schedule and the count of epochs are kept from call to
 * call, so that fitting twice for 5 epochs gives the bits of fitting once for 10. Results are a function of the model's
 * parameters, the settings and the data: the same seed gives the same bits, on every machine and for any number of threads.
 *
 * <p>An update happens as a whole or not at all. If the loss, a gradient or the learning rate is infinite or NaN, an {@link
 * IllegalStateException} that says so is thrown instead, and the trainable parameters stay as the last update left them;
 * statistics that the forward pass keeps in buffers, such as those of batch normalisation, may include the failed batch.
 * Invalid arguments, class indices that do not exist among them, are refused before anything is learnt. A batch whose
 * targets are all ignored changes no trainable parameter.
 *
 * <p>A trainer, and all trainers of a model together, belong to one thread at a time; a second one that comes in meanwhile gets
 * an {@link IllegalStateException}. {@link #evaluate} may be called by any thread, between updates. Other threads may go on predicting
 * with the model; they see updates half done, so that serving while learning is better done from a {@link Model#copy}.
 */
public final class Trainer {

    private final ModelSpec spec;
    private final List<Criterion> criteria;
    private final TrainingPass pass;
    private final Update update;
    private final Schedule schedule;
    private final Schedule.Course course;
    private final @Nullable Evaluator validation;
    private final List<TrainingListener> listeners;
    private final ScoreSum scores;
    private final int batchSize;
    private final int epochs;
    private final long seed;
    private final boolean shuffle;
    private final Model model;
    /** What {@link #step} is given. */
    private final GivenBatch given;

    private final Occupancy occupancy;
    private boolean fitting;
    private int done;

    Trainer(TrainerBuilder settings, List<Criterion> criteria, Optimizer optimizer) {
        model = settings.model;
        spec = model.spec();
        this.criteria = criteria;
        occupancy = Occupancy.ofTraining(model.parameters());
        scores = new ScoreSum(criteria);
        given = new GivenBatch(spec, criteria);
        schedule = settings.schedule;
        course = schedule.start(optimizer.learningRate());
        listeners = List.copyOf(settings.listeners);
        batchSize = settings.batchSize;
        epochs = settings.epochs;
        seed = settings.seed;
        shuffle = settings.shuffle;
        validation =
                settings.validation == null ? null : new Evaluator(model, settings.validation, criteria, batchSize);
        NormClipping clipping = Double.isFinite(settings.clipNorm) ? new NormClipping(spec, settings.clipNorm) : null;
        pass = occupancy.whole(model::newTraining);
        pass.seed(seed);
        pass.threads(settings.threads);
        Optimizer.State state = optimizer.start(model.parameters());
        state.threads(settings.threads);
        update = new Update(model, pass, state, clipping);
    }

    /** Starts the settings of a trainer for this model. */
    public static TrainerBuilder of(Model model) {
        return new TrainerBuilder(model);
    }

    /**
     * Learns from a dataset for the set number of epochs, or until a listener says stop. Each epoch takes the samples in
     * another order, which is a function of the seed and the number of the epoch.
     *
     * <p>An interrupt of the calling thread ends it after the present batch; the thread stays interrupted, and the history says
     * so. What was learnt stays; the epoch that was not complete does not count, and the next fit begins with it.
     *
     * @throws IllegalArgumentException if the dataset does not suit the model or a loss, has an input that is infinite or NaN
     *     or an index outside of an embedding, or a target that the loss is not defined for, or its batches leave one sample over to a batch normalisation that
     *     needs two; names what and where, and nothing has changed then
     * @throws IllegalStateException if the loss, a gradient or the learning rate stops being finite, or another thread is
     *     inside
     */
    public History fit(Dataset dataset) {
        occupancy.enter();
        try {
            return fitOnce(dataset);
        } finally {
            occupancy.leave();
        }
    }

    private History fitOnce(Dataset dataset) {
        if (fitting) {
            throw new IllegalStateException(
                    spec.name() + ": fit was called by a listener of this fit, which goes on when"
                            + " the listener returns; call step, or fit afterwards");
        }
        fitting = true;
        try {
            return fitAlone(dataset);
        } finally {
            fitting = false;
        }
    }

    private History fitAlone(Dataset dataset) {
        Wiring wiring = new Wiring(spec, criteria, dataset);
        Batch batch = new Batch(wiring, criteria, spec, Math.min(batchSize, wiring.size()));
        pass.checkBatches(wiring.size(), batchSize);
        int[] order = IntStream.range(0, wiring.size()).toArray();
        int last = Math.addExact(done, epochs);
        List<Epoch> history = new ArrayList<>();
        Decision decision = Decision.CONTINUE;
        while (done < last && decision == Decision.CONTINUE) {
            Optional<Epoch> epoch = epoch(batch, order, last);
            if (epoch.isEmpty()) {
                return new History(history, true);
            }
            history.add(epoch.get());
            decision = announce(epoch.get());
        }
        return new History(history);
    }

    /** The next epoch; empty if an interrupt kept it from its end. */
    private Optional<Epoch> epoch(Batch batch, int[] order, int last) {
        if (shuffle) {
            Shuffle.epoch(order, seed, done);
        }
        scores.reset();
        double rate = course.rate();
        long start = System.nanoTime();
        for (int from = 0; from < order.length; from += batchSize) {
            if (Thread.currentThread().isInterrupted()) {
                return Optional.empty();
            }
            batch.gather(order, from, Math.min(batchSize, order.length - from));
            rate = course.rate();
            learn(batch.inputs(), batch.objectives(), batch.size());
        }
        double seconds = Math.max(System.nanoTime() - start, 1) * 1e-9;
        done++;
        Optional<Score> held = Optional.ofNullable(validation).map(Evaluator::score);
        Epoch epoch = new Epoch(done, last, scores.score(), held, rate, order.length / seconds);
        if (!schedule.everyBatch()) {
            course.advance(epoch.decisiveLoss());
        }
        return Optional.of(epoch);
    }

    private Decision announce(Epoch epoch) {
        Decision result = Decision.CONTINUE;
        for (TrainingListener listener : listeners) {
            if (listener.epochEnded(epoch) == Decision.STOP) {
                result = Decision.STOP;
            }
        }
        return result;
    }

    /**
     * Learns from one batch: a single update. Allocates nothing after the first call with the largest batch.
     *
     * @param xs {@code n} inputs, row after row
     * @param targets {@code n} rows of target values, each as wide as the model's output
     * @param n number of samples, at least 1
     * @return the loss before the update
     * @throws IllegalArgumentException if an array is too short, or a value infinite, NaN or not defined for the loss, or the loss takes class indices, or the model has other inputs or several losses; nothing
     *     has changed then
     * @throws IllegalStateException if the loss, a gradient or the learning rate is not finite, or another thread is inside
     */
    public float step(float[] xs, float[] targets, int n) {
        return step(ElementType.FLOAT, xs, targets, n);
    }

    /**
     * Learns from one batch: a single update. Allocates nothing after the first call with the largest batch.
     *
     * @param xs {@code n} inputs, row after row
     * @param targets the class indices of {@code n} samples: one each, or one for each position of the output
     * @param n number of samples, at least 1
     * @return the loss before the update; NaN if all targets are ignored, when there is no update
     * @throws IllegalArgumentException if an array is too short, an input is infinite or NaN, a class does not exist, or the loss takes values, or the model has other inputs or several losses; nothing
     *     has changed then
     * @throws IllegalStateException if the loss, a gradient or the learning rate is not finite, or another thread is inside
     */
    public float step(float[] xs, int[] targets, int n) {
        return step(ElementType.FLOAT, xs, targets, n);
    }

    /**
     * Learns from one batch: a single update. Allocates nothing after the first call with the largest batch.
     *
     * @param xs {@code n} inputs of {@code int}, row after row
     * @param targets {@code n} rows of target values, each as wide as the model's output
     * @param n number of samples, at least 1
     * @return the loss before the update
     * @throws IllegalArgumentException if an array is too short, or a value infinite, NaN or not defined for the loss, or the loss takes class indices, or the model has other inputs or several losses; nothing
     *     has changed then
     * @throws IllegalStateException if the loss, a gradient or the learning rate is not finite, or another thread is inside
     */
    public float step(int[] xs, float[] targets, int n) {
        return step(ElementType.INT, xs, targets, n);
    }

    /**
     * Learns from one batch: a single update. Allocates nothing after the first call with the largest batch.
     *
     * @param xs {@code n} inputs of {@code int}, row after row
     * @param targets the class indices of {@code n} samples: one each, or one for each position of the output
     * @param n number of samples, at least 1
     * @return the loss before the update; NaN if all targets are ignored, when there is no update
     * @throws IllegalArgumentException if an array is too short, an input is infinite or NaN, a class does not exist, or the loss takes values, or the model has other inputs or several losses; nothing
     *     has changed then
     * @throws IllegalStateException if the loss, a gradient or the learning rate is not finite, or another thread is inside
     */
    public float step(int[] xs, int[] targets, int n) {
        return step(ElementType.INT, xs, targets, n);
    }

    /**
     * Learns from one batch of any model: a single update. Allocates nothing after the first call with the largest batch.
     *
     * @param inputs an array for each input, in the order of the signature, {@code n} rows each
     * @param targets an array for each loss, in the order of their outputs: rows of values, or class indices
     * @param n number of samples, at least 1
     * @return the weighted sum of the losses before the update; NaN if all targets are ignored, when there is no update
     * @throws IllegalArgumentException if an array is missing, too short or of another type, a value is infinite, NaN or not
     *     defined for the loss, or a class does not exist; nothing has changed then
     * @throws IllegalStateException if a loss, a gradient or the learning rate is not finite, or another thread is inside
     */
    public float step(PortArrays inputs, PortArrays targets, int n) {
        occupancy.enter();
        try {
            given.take(inputs, targets, n);
            return learnOnce(n);
        } finally {
            occupancy.leave();
        }
    }

    private float step(ElementType elements, Object xs, Object targets, int n) {
        occupancy.enter();
        try {
            given.take(elements, xs, targets, n);
            return learnOnce(n);
        } finally {
            occupancy.leave();
        }
    }

    private float learnOnce(int n) {
        scores.reset();
        return (float) learn(given.inputs(), given.objectives(), n);
    }

    private double learn(PortArrays inputs, Objectives goals, int n) {
        double batchLoss = update.run(inputs, goals, n, course.rate(), scores);
        if (schedule.everyBatch() && !Double.isNaN(batchLoss)) {
            course.advance(batchLoss);
        }
        return batchLoss;
    }

    /**
     * Scores the model on a dataset, without learning from it and without dropout.
     *
     * @throws IllegalArgumentException if the dataset does not suit the model or a loss
     */
    public Score evaluate(Dataset dataset) {
        return new Evaluator(model, dataset, criteria, batchSize).score();
    }
}
