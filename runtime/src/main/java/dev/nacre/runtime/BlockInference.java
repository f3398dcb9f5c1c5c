package dev.nacre.runtime;

/**
 * What all generated sessions do alike: they give each thread a range of a batch's samples at a time, and a scratch space of
 * its own. Samples do not meet in a prediction, so results do not depend on the number of threads.
 */
public abstract class BlockInference {

    private final int block;
    private final int arenaSize;
    private float[][] arenas = {};
    private int threads = 1;

    /**
     * Makes a session without scratch space, which comes with its first batch.
     *
     * @param block the most samples that go through the network together
     * @param arenaSize floats of scratch space for so many
     */
    protected BlockInference(int block, int arenaSize) {
        this.block = block;
        this.arenaSize = arenaSize;
    }

    /** Predicts the samples from one to another, a block at a time in a scratch space; called on several threads. */
    @FunctionalInterface
    protected interface RangePrediction {
        void predict(int from, int to, float[] arena);
    }

    /**
     * How many threads to predict batches with, 1 by default; results do not depend on it.
     *
     * @throws IllegalArgumentException if {@code count} is below 1
     */
    public final void threads(int count) {
        threads = Settings.atLeast(1, "threads", count);
    }

    /** Whether the calling thread predicts {@code n} samples alone, in its {@link #arena}. */
    protected final boolean isAlone(int n) {
        return threads == 1 || n == 1;
    }

    /** The scratch space of the calling thread, which is made by the first call. */
    @SuppressWarnings("ReturnsMutable")
    protected final float[] arena() {
        return arenas(1)[0];
    }

    /** Predicts {@code n} samples on as many threads as were asked for. */
    protected final void predictOnThreads(int n, RangePrediction range) {
        int size = Blocks.size(n, block, threads);
        int blocks = Blocks.number(n, size);
        Arenas free = new Arenas(arenas(Math.min(threads, blocks)));
        Workers.run(threads, blocks, b -> {
            float[] arena = free.take();
            int from = b * size;
            range.predict(from, from + Math.min(size, n - from), arena);
            free.giveBack(arena);
        });
    }

    private float[][] arenas(int count) {
        arenas = Blocks.arenas(arenas, count, arenaSize);
        return arenas;
    }

    /** The scratch spaces that no thread is using. */
    private static final class Arenas {

        private final float[][] free;
        private int count;

        Arenas(float[][] all) {
            free = all.clone();
            count = all.length;
        }

        synchronized float[] take() {
            return free[--count];
        }

        synchronized void giveBack(float[] arena) {
            free[count++] = arena;
        }
    }
}
