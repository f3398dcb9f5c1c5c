package dev.nacre.runtime;

import dev.nacre.runtime.TrainingListener.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model with one input and one output: {@link #fit} runs over a dataset for some epochs, {@link #step} learns from
 * one batch at a time. What they learn, the next prediction of any session of the model uses.
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
 * <p>A trainer belongs to one thread at a time. Others may go on predicting with the model; they see updates half done, so
 * that serving while learning is better done from a {@link Model#copy}.
 */
public final class Trainer {

    private final ModelSpec spec;
    private final int inputWidth;
    private final int outputWidth;
    private final Loss loss;
    private final Update update;
    private final Schedule schedule;
    private final Schedule.Course course;
    private final @Nullable Evaluator validation;
    private final List<TrainingListener> listeners;
    private final Meter meter = new Meter();
    private final int batchSize;
    private final int epochs;
    private final long seed;
    private final boolean shuffle;
    private final Model model;
    private @Nullable ValueObjective values;
    private @Nullable ClassObjective classes;
    private int done;

    Trainer(TrainerBuilder settings, Loss loss, Optimizer optimizer) {
        model = settings.model;
        spec = model.spec();
        inputWidth = spec.inputs().get(0).shape().elements();
        outputWidth = spec.outputs().get(0).shape().elements();
        this.loss = loss;
        schedule = settings.schedule;
        course = schedule.start(optimizer.learningRate());
        listeners = List.copyOf(settings.listeners);
        batchSize = settings.batchSize;
        epochs = settings.epochs;
        seed = settings.seed;
        shuffle = settings.shuffle;
        validation = settings.validation == null ? null : new Evaluator(model, settings.validation, loss, batchSize);
        NormClipping clipping = Double.isFinite(settings.clipNorm) ? new NormClipping(spec, settings.clipNorm) : null;
        TrainingPass pass = model.newTraining();
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
     * @throws IllegalArgumentException if the dataset does not suit the model or the loss; nothing has changed then
     * @throws IllegalStateException if the loss, a gradient or the learning rate stops being finite
     */
    public History fit(Dataset dataset) {
        int size =
                dataset.size(spec.name(), spec.inputs().get(0), spec.outputs().get(0));
        Batch batch = new Batch(dataset, loss, spec, Math.min(batchSize, size));
        int[] order = IntStream.range(0, size).toArray();
        int last = Math.addExact(done, epochs);
        List<Epoch> history = new ArrayList<>();
        Decision decision = Decision.CONTINUE;
        while (done < last && decision == Decision.CONTINUE) {
            Epoch epoch = epoch(batch, order, last);
            history.add(epoch);
            decision = announce(epoch);
        }
        return new History(history);
    }

    private Epoch epoch(Batch batch, int[] order, int last) {
        if (shuffle) {
            Shuffle.epoch(order, seed, done);
        }
        meter.reset();
        double rate = course.rate();
        long start = System.nanoTime();
        for (int from = 0; from < order.length; from += batchSize) {
            batch.gather(order, from, Math.min(batchSize, order.length - from));
            rate = course.rate();
            learn(batch.xs(), batch.objective(), batch.size());
        }
        double seconds = Math.max(System.nanoTime() - start, 1) * 1e-9;
        done++;
        Optional<Score> held = Optional.ofNullable(validation).map(Evaluator::score);
        Epoch epoch = new Epoch(done, last, meter.score(), held, rate, order.length / seconds);
        if (!schedule.everyBatch()) {
            course.advance(epoch.decisiveLoss());
        }
        return epoch;
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
     * @throws IllegalArgumentException if an array is too short, or the loss takes class indices; nothing has changed then
     * @throws IllegalStateException if the loss, a gradient or the learning rate is not finite
     */
    public float step(float[] xs, float[] targets, int n) {
        if (values == null) {
            values = new ValueObjective(ValueObjective.require(loss), outputWidth);
        }
        checkBatch(xs, n);
        Arguments.batch(spec.name(), "targets", targets, outputWidth, n);
        return step(xs, values.at(targets), n);
    }

    /**
     * Learns from one batch: a single update. Allocates nothing after the first call with the largest batch.
     *
     * @param xs {@code n} inputs, row after row
     * @param targets {@code n} class indices
     * @param n number of samples, at least 1
     * @return the loss before the update; NaN if all targets are ignored, when there is no update
     * @throws IllegalArgumentException if an array is too short, a class does not exist, or the loss takes values; nothing
     *     has changed then
     * @throws IllegalStateException if the loss, a gradient or the learning rate is not finite
     */
    public float step(float[] xs, int[] targets, int n) {
        if (classes == null) {
            classes = new ClassObjective(ClassObjective.require(loss), outputWidth);
        }
        checkBatch(xs, n);
        return step(xs, classes.at(targets), n);
    }

    private void checkBatch(float[] xs, int n) {
        if (n < 1) {
            throw new IllegalArgumentException(spec.name() + ": expected at least one sample, got n = " + n);
        }
        Arguments.batch(spec.name(), spec.inputs().get(0).name(), xs, inputWidth, n);
    }

    private float step(float[] xs, Objective objective, int n) {
        meter.reset();
        return (float) learn(xs, objective, n);
    }

    private double learn(float[] xs, Objective objective, int n) {
        double batchLoss = update.run(xs, objective, n, course.rate(), meter);
        if (schedule.everyBatch() && !Double.isNaN(batchLoss)) {
            course.advance(batchLoss);
        }
        return batchLoss;
    }

    /**
     * Scores the model on a dataset, without learning from it and without dropout.
     *
     * @throws IllegalArgumentException if the dataset does not suit the model or the loss
     */
    public Score evaluate(Dataset dataset) {
        return new Evaluator(model, dataset, loss, batchSize).score();
    }
}
