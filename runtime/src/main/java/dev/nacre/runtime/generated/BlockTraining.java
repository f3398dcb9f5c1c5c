package dev.nacre.runtime.generated;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Range;
import dev.nacre.runtime.argument.Settings;
import dev.nacre.runtime.training.TrainingPass;
import dev.nacre.runtime.work.Occupancy;
import dev.nacre.runtime.work.SharedRanges;
import dev.nacre.runtime.work.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * What all generated trainings do alike: they cut a batch into blocks of samples, each with its own scratch space, run the
 * blocks forward and backward on one thread or more, and then sum the parameters' gradients over the blocks in order,
 * one part of the parameters at a time. No sum is ever split between threads, so results do not depend on their number.
 *
 * <p>A thread that comes in while another is inside gets an exception; between calls a training may be handed on.
 */
public abstract class BlockTraining implements TrainingPass {

    private final Parameters parameters;
    private final float[] values;
    private final Parameters gradients;
    private final int block;
    private final int arenaSize;
    private final int parts;
    private final StoragePadding padding;
    private final SharedRanges storage;
    private final SharedRanges trainable;
    private final SharedRanges.Task zero = this::zero;
    private final SharedRanges.Task check = this::check;
    private volatile boolean finite;
    private final float[] transposed;
    private final TransposedWeights forBackward;
    private final TransposedWeights forInputs;
    private float[][] arenas = {};
    private int samples;
    private int blockSize = 1;
    private State state = State.NEW;
    private final PassThread pass = new PassThread("forward");
    private final PassThread sum = new PassThread("zeroGradients");
    private Occupancy occupancy;
    private int threads = 1;
    private long seed;
    private long step;

    private enum State {
        NEW,
        FORWARD,
        BACKWARD
    }

    /**
     * Makes an empty training.
     *
     * @param parameters the model's, shared
     * @param block the most samples in a block
     * @param arenaSize floats of scratch space for a block
     * @param parts into how many parts the parameters' gradients are split
     * @param transposedSize floats of the transposed copies of weights
     * @throws IllegalStateException if weights are of 16 bits
     */
    protected BlockTraining(Parameters parameters, int block, int arenaSize, int parts, int transposedSize) {
        this.parameters = parameters;
        this.values = parameters.values();
        this.occupancy = Occupancy.ofPart("A training of " + parameters.spec().name(), "newTraining()");
        this.gradients = Parameters.zeros(parameters.spec());
        this.block = block;
        this.arenaSize = arenaSize;
        this.parts = parts;
        this.padding = new StoragePadding(parameters.spec());
        this.storage = new SharedRanges(List.of(new Range(0, gradients.values().length)));
        this.trainable = new SharedRanges(parameters.trainable());
        this.transposed = new float[transposedSize];
        this.forBackward = new TransposedWeights(parameters, transposed);
        this.forInputs = new TransposedWeights(parameters, transposed);
    }

    /** Runs {@code count} samples from {@code from} on forward, keeping activations in {@code arena}. */
    protected abstract void forwardBlock(float[] arena, int from, int count, long seed, long step);

    /** Runs the same samples backward, keeping the gradients of activations in {@code arena}. */
    protected abstract void backwardBlock(float[] arena, int from, int count);

    /** Adds the samples' part of the parameters' gradients. */
    protected abstract void accumulateBlock(int part, float[] gradients, float[] arena, int from, int count);

    /** Computes the samples' gradients of the inputs. */
    protected abstract void inputGradientBlock(float[] arena, int from, int count);

    /** Whether no gradient from {@code from} to {@code to} is infinite or NaN. */
    protected abstract boolean allFinite(float[] gradients, int from, int to);

    /**
     * Says that {@link #backwardBlock} reads a weight transposed.
     *
     * @param from where the weight [out, in] is among the parameters, in panels over its outputs
     * @param to where its copy is in {@link #transposed}, in panels over its inputs
     */
    protected final void transposeForBackward(int from, int to, int out, int in) {
        forBackward.add(from, to, out, in, 1);
    }

    /** Says the same of a convolution's weight [out, taps, in], whose copy has the taps from the last to the first. */
    protected final void transposeForBackward(int from, int to, int out, int in, int taps) {
        forBackward.add(from, to, out, in, taps);
    }

    /** Says the same of {@link #inputGradientBlock}, for a weight that {@link #backwardBlock} does not read. */
    protected final void transposeForInputs(int from, int to, int out, int in) {
        forInputs.add(from, to, out, in, 1);
    }

    /** Says the same of a convolution's weight. */
    protected final void transposeForInputs(int from, int to, int out, int in, int taps) {
        forInputs.add(from, to, out, in, taps);
    }

    /** The transposed copies. */
    @SuppressWarnings("ReturnsMutable")
    protected final float[] transposed() {
        return transposed;
    }

    /** The parameters' storage. */
    protected final float[] values() {
        return values;
    }

    /** Makes it a part of all training of the model, which one thread at a time may enter. */
    final void joinsAllOfTheModel() {
        occupancy = Occupancy.ofTraining(parameters);
    }

    /**
     * Lets the calling thread in until {@link #leave}.
     *
     * @throws IllegalStateException if another thread is inside
     */
    protected final void enter() {
        occupancy.enter();
    }

    protected final void leave() {
        occupancy.leave();
    }

    /** The gradients, by the names and in the shapes of the model's parameters. */
    @Override
    public final Parameters gradients() {
        return gradients;
    }

    /** Sets all gradients to zero. */
    @Override
    public final void zeroGradients() {
        enter();
        try {
            sum.begin();
            storage.run(threads, zero);
            gradients.touch();
        } finally {
            leave();
        }
    }

    private void zero(int from, int to) {
        Arrays.fill(gradients.values(), from, to, 0f);
    }

    /** Whether no gradient of a trainable parameter is infinite or NaN. */
    @Override
    public final boolean gradientsAreFinite() {
        enter();
        try {
            finite = true;
            trainable.run(threads, check);
        } finally {
            leave();
        }
        return finite;
    }

    private void check(int from, int to) {
        if (!allFinite(gradients.values(), from, to)) {
            finite = false;
        }
    }

    /** Seeds dropout and starts its count of steps anew; the default seed is 0. */
    @Override
    public final void seed(long newSeed) {
        seed = newSeed;
        step = 0;
    }

    /**
     * How many threads to work with, 1 by default; results do not depend on it.
     *
     * @throws IllegalArgumentException if {@code count} is below 1
     */
    @Override
    public final void threads(int count) {
        threads = Settings.atLeast(1, "threads", count);
    }

    /** Runs {@code n} samples forward. */
    protected final void forwardAll(int n) {
        checkBatch(n);
        pass.begin();
        state = State.NEW;
        samples = n;
        blockSize = Blocks.size(n, block, threads);
        arenas = Blocks.arenas(arenas, blocks(), arenaSize);
        forwardBlocks(step++);
        state = State.FORWARD;
    }

    /** Refuses a batch before anything changes. */
    void checkBatch(int n) {}

    void forwardBlocks(long now) {
        if (threads == 1 || blocks() == 1) {
            for (int b = 0; b < blocks(); b++) {
                forwardBlock(arenas[b], b * blockSize, count(b), seed, now);
            }
        } else {
            Workers.run(threads, blocks(), b -> forwardBlock(arenas[b], b * blockSize, count(b), seed, now));
        }
    }

    /**
     * Runs the samples of the last {@link #forwardAll} backward and adds to the gradients.
     *
     * @throws IllegalStateException if nothing was run forward, or it was run backward already, or by another thread
     * @throws IllegalArgumentException if {@code n} is another number of samples
     */
    protected final void backwardAll(String model, int n) {
        pass.goOn(model, "backward");
        sum.goOn(model, "backward");
        if (state != State.FORWARD) {
            throw new IllegalStateException(model + ": backward needs a forward before it");
        }
        if (n != samples) {
            throw new IllegalArgumentException(
                    model + ": the last forward had " + samples + " samples, this backward has " + n);
        }
        forBackward.refresh(threads);
        backwardBlocks();
        accumulate();
        state = State.BACKWARD;
    }

    /**
     * That a backward pass is of the samples of the last forward, whose lengths are known.
     *
     * @throws IllegalArgumentException if {@code n} is another number of samples
     */
    protected final void sameBatch(String model, int n) {
        if (state == State.FORWARD && n != samples) {
            throw new IllegalArgumentException(
                    model + ": the last forward had " + samples + " samples, this backward has " + n);
        }
    }

    void backwardBlocks() {
        if (threads == 1 || blocks() == 1) {
            for (int b = 0; b < blocks(); b++) {
                backwardBlock(arenas[b], b * blockSize, count(b));
            }
        } else {
            Workers.run(threads, blocks(), b -> backwardBlock(arenas[b], b * blockSize, count(b)));
        }
    }

    private void accumulate() {
        if (threads == 1) {
            for (int part = 0; part < parts; part++) {
                accumulate(part);
            }
        } else {
            Workers.run(threads, parts, this::accumulate);
        }
        padding.clear(gradients.values());
        gradients.touch();
    }

    private void accumulate(int part) {
        for (int b = 0; b < blocks(); b++) {
            accumulateBlock(part, gradients.values(), arenas[b], b * blockSize, count(b));
        }
    }

    /** Computes the inputs' gradients of the last {@link #backwardAll}. */
    protected final void inputGradientAll() {
        forInputs.refresh(threads);
        inputGradientBlocks();
    }

    void inputGradientBlocks() {
        if (threads == 1 || blocks() == 1) {
            for (int b = 0; b < blocks(); b++) {
                inputGradientBlock(arenas[b], b * blockSize, count(b));
            }
        } else {
            Workers.run(threads, blocks(), b -> inputGradientBlock(arenas[b], b * blockSize, count(b)));
        }
    }

    /**
     * The number of samples of the last backward.
     *
     * @throws IllegalStateException if the last pass was not backward
     */
    protected final int samplesOfBackward(String model) {
        pass.goOn(model, "inputGradient");
        if (state != State.BACKWARD) {
            throw new IllegalStateException(model + ": inputGradient needs a backward before it");
        }
        return samples;
    }

    final Parameters parameters() {
        return parameters;
    }

    final int threads() {
        return threads;
    }

    final int samples() {
        return samples;
    }

    final int blocks() {
        return Blocks.number(samples, blockSize);
    }

    final float[] arena(int b) {
        return arenas[b];
    }

    /** The first sample of a block. */
    final int start(int b) {
        return b * blockSize;
    }

    final int count(int b) {
        return Math.min(blockSize, samples - b * blockSize);
    }
}
