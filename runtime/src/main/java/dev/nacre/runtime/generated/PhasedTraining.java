package dev.nacre.runtime.generated;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.work.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * A training in which a sample's results depend on the whole batch, because of batch normalisation. Its passes are phases: in
 * each, what all samples share is computed once, then all blocks run, then sums over all samples are made. A sum is one chain
 * over the samples in order, whatever the blocks and threads. Where it writes running statistics, which are the model's, all
 * trainings of the model together belong to one thread at a time.
 */
public abstract class PhasedTraining extends BlockTraining {

    private final float[] statistics;
    private final int forwardPhases;
    private final int backwardPhases;
    /** By phase, its first sum; what follows the last phase's sums at the end. */
    private final List<Integer> firstSums = new ArrayList<>(List.of(0));

    private final List<Update> updates = new ArrayList<>();
    private final IntConsumer sum = this::sum;
    private Optional<String> needsTwoSamples = Optional.empty();
    private int phase;

    /** What a buffer becomes, in the statistics and in the storage of the parameters. */
    private record Update(int from, int to, int size) {}

    /**
     * Makes an empty training.
     *
     * @param parameters the model's, shared; its buffers change with each pass forward
     * @param block the most samples in a block
     * @param arenaSize floats of scratch space for a block
     * @param parts into how many parts the parameters' gradients are split
     * @param transposedSize floats of the transposed copies of weights
     * @param statisticsSize floats of what all samples share
     * @param forwardPhases phases of a pass forward; then come those of one backward, then those of the inputs' gradients
     */
    protected PhasedTraining(
            Parameters parameters,
            int block,
            int arenaSize,
            int parts,
            int transposedSize,
            int statisticsSize,
            int forwardPhases,
            int backwardPhases) {
        super(parameters, block, arenaSize, parts, transposedSize);
        this.statistics = new float[statisticsSize];
        this.forwardPhases = forwardPhases;
        this.backwardPhases = backwardPhases;
    }

    /** Says how many sums end the next phase. */
    protected final void phase(int sums) {
        firstSums.add(firstSums.get(firstSums.size() - 1) + sums);
    }

    /** Says that a pass forward makes of the buffer at {@code to} what is at {@code from} in the statistics. */
    protected final void update(int from, int to, int size) {
        updates.add(new Update(from, to, size));
        joinsAllOfTheModel();
    }

    /** Says that a layer finds one value of each channel in a sample, of which alone there are no statistics. */
    protected final void needsTwoSamples(String layer) {
        needsTwoSamples = Optional.of(layer);
    }

    /** What all samples share; first the number of samples. */
    @SuppressWarnings("ReturnsMutable")
    protected final float[] statistics() {
        return statistics;
    }

    /** Computes what the samples of a phase share, and sets its sums to zero. */
    protected abstract void share(int phase);

    /** Adds samples to a sum. */
    protected abstract void sumBlock(int sum, float[] arena, int from, int count);

    /** Runs samples through a phase forward. */
    protected abstract void forwardBlock(int phase, float[] arena, int from, int count, long seed, long step);

    /** Runs samples through a phase backward. */
    protected abstract void backwardBlock(int phase, float[] arena, int from, int count);

    /** Runs samples through a phase towards the inputs' gradients. */
    protected abstract void inputGradientBlock(int phase, float[] arena, int from, int count);

    @Override
    protected final void forwardBlock(float[] arena, int from, int count, long seed, long step) {
        forwardBlock(phase, arena, from, count, seed, step);
    }

    @Override
    protected final void backwardBlock(float[] arena, int from, int count) {
        backwardBlock(phase, arena, from, count);
    }

    @Override
    protected final void inputGradientBlock(float[] arena, int from, int count) {
        inputGradientBlock(phase, arena, from, count);
    }

    @Override
    final void checkBatch(int n) {
        if (n == 1 && needsTwoSamples.isPresent()) {
            throw new IllegalArgumentException(parameters().spec().name() + ": the batch normalisation "
                    + needsTwoSamples.get() + " cannot learn from a batch of one sample, in which each channel has one"
                    + " value; give it 2 samples or more, and choose a batch size that leaves no single one over");
        }
    }

    @Override
    public final void checkBatches(int n, int batchSize) {
        int last = (n - 1) % batchSize + 1;
        if (last == 1 && n > 1 && needsTwoSamples.isPresent()) {
            throw new IllegalArgumentException(parameters().spec().name() + ": the batch normalisation "
                    + needsTwoSamples.get() + " cannot learn from a batch of one sample, in which each channel has one"
                    + " value, and " + n + " samples in batches of " + batchSize + " leave one over; set "
                    + remedy(n, batchSize)
                    + ", or give it another number of samples");
        }
        checkBatch(last);
    }

    /** The next batch size that leaves no single sample over. */
    private static String remedy(int n, int batchSize) {
        int size = Math.max(2, batchSize + 1);
        while ((n - 1) % size == 0) {
            size++;
        }
        return "batchSize(" + size + ")";
    }

    @Override
    final void forwardBlocks(long now) {
        statistics[0] = samples();
        for (phase = 0; phase < forwardPhases; phase++) {
            share(phase);
            super.forwardBlocks(now);
            sums();
        }
        if (samples() > 0) {
            for (int i = 0; i < updates.size(); i++) {
                Update update = updates.get(i);
                System.arraycopy(statistics, update.from(), values(), update.to(), update.size());
            }
            parameters().touch();
        }
    }

    @Override
    final void backwardBlocks() {
        for (phase = forwardPhases; phase < forwardPhases + backwardPhases; phase++) {
            share(phase);
            super.backwardBlocks();
            sums();
        }
    }

    @Override
    final void inputGradientBlocks() {
        for (phase = forwardPhases + backwardPhases; phase < firstSums.size() - 1; phase++) {
            share(phase);
            super.inputGradientBlocks();
            sums();
        }
    }

    private void sums() {
        int count = firstSums.get(phase + 1) - firstSums.get(phase);
        Workers.run(threads(), count, sum);
    }

    private void sum(int index) {
        for (int b = 0; b < blocks(); b++) {
            sumBlock(firstSums.get(phase) + index, arena(b), start(b), count(b));
        }
    }
}
