package dev.nacre.runtime.generated;

import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.argument.Settings;
import dev.nacre.runtime.work.Occupancy;
import dev.nacre.runtime.work.Workers;

/**
 * What all generated sessions do alike: they keep a second thread out, and they give each thread of their own a range of a
 * batch's samples at a time, and a scratch space of its own. Samples do not meet in a prediction, so results do not depend on
 * the number of threads.
 *
 * <p>A small scratch space is made for one thread and never used by another: who comes next gets a new one. So no two threads
 * can write to the same one, whatever they do, and that a thread is inside is a mark without an atomic instruction or a
 * barrier, which would take as long as half a prediction of a small model. A thread may miss the mark of another that came in
 * a moment ago, or predicts single samples in a loop; then both get right results. A large scratch space is handed on, and
 * only one thread gets in.
 */
public abstract class BlockInference implements InferenceSession {

    /** Floats of a scratch space that is not handed on; to zero them takes a few microseconds. */
    private static final int SMALL = 16_384;

    private final String model;
    private final int oneSize;
    private final int block;
    private final int arenaSize;
    private SessionScratch scratch;
    private int threads = 1;

    /**
     * Makes a session without scratch space for batches, which comes with the first one.
     *
     * @param model its name
     * @param oneSize floats of scratch space for one sample
     * @param block the most samples that go through the network together
     * @param arenaSize floats of scratch space for so many
     */
    protected BlockInference(String model, int oneSize, int block, int arenaSize) {
        this.model = model;
        this.oneSize = oneSize;
        this.block = block;
        this.arenaSize = arenaSize;
        this.scratch = SessionScratch.shared(isSmall() ? 0 : oneSize);
    }

    private boolean isSmall() {
        return oneSize + arenaSize <= SMALL;
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
    @Override
    public final void threads(int count) {
        threads = Settings.atLeast(1, "threads", count);
    }

    /**
     * Lets the calling thread in to predict one sample, and gives it the scratch space until {@link SessionScratch#leave}.
     *
     * @throws IllegalStateException if another thread is inside
     */
    protected final SessionScratch enterForOne() {
        SessionScratch mine = scratch;
        if (mine.belongsTo(Thread.currentThread())) {
            mine.takeForOne();
            return mine;
        }
        return enterAfter(mine);
    }

    /**
     * Lets the calling thread in, and gives it the scratch space until {@link SessionScratch#leave}.
     *
     * @throws IllegalStateException if another thread is inside
     */
    protected final SessionScratch enter() {
        SessionScratch mine = scratch;
        if (mine.belongsTo(Thread.currentThread())) {
            mine.take();
            return mine;
        }
        return enterAfter(mine);
    }

    private SessionScratch enterAfter(SessionScratch last) {
        Thread me = Thread.currentThread();
        if (isSmall() ? last.isTaken() : !last.tryTake(me)) {
            throw Occupancy.refusal("A session of " + model, "newSession()", last.user());
        }
        if (isSmall()) {
            SessionScratch mine = SessionScratch.of(me, oneSize);
            mine.take();
            scratch = mine;
            return mine;
        }
        return last;
    }

    /** Whether the calling thread predicts {@code n} samples alone, in its {@link #arena}. */
    protected final boolean isAlone(int n) {
        return threads == 1 || n == 1;
    }

    /** The scratch space of the calling thread for a block, which is made by the first call. */
    protected final float[] arena(SessionScratch mine) {
        return mine.arenas(1, arenaSize)[0];
    }

    /** Predicts {@code n} samples on as many threads as were asked for. */
    protected final void predictOnThreads(int n, SessionScratch mine, RangePrediction range) {
        int size = Blocks.size(n, block, threads);
        int blocks = Blocks.number(n, size);
        Arenas free = new Arenas(mine.arenas(Math.min(threads, blocks), arenaSize));
        Workers.run(threads, blocks, b -> {
            float[] arena = free.take();
            int from = b * size;
            range.predict(from, from + Math.min(size, n - from), arena);
            free.giveBack(arena);
        });
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
