package dev.nacre.runtime.generated;

import java.util.Arrays;

/** How a batch is cut into blocks of samples, which threads take, and their scratch space. */
final class Blocks {

    private Blocks() {}

    /**
     * Samples in each block but perhaps the last: at most {@code most}, about equal, and as many blocks for each thread as for
     * any other where samples suffice, because the slowest thread decides when a batch is done.
     */
    static int size(int samples, int most, int threads) {
        int needed = ceilDiv(samples, most);
        int even = ceilDiv(needed, threads) * threads;
        return Math.max(1, ceilDiv(samples, Math.max(1, even)));
    }

    /** How many blocks of {@code size} samples are needed; the last may be smaller. */
    static int number(int samples, int size) {
        return ceilDiv(samples, size);
    }

    /** At least {@code count} scratch spaces of {@code size} floats: those that there are, and new ones. */
    static float[][] arenas(float[][] have, int count, int size) {
        if (have.length >= count) {
            return have;
        }
        float[][] more = Arrays.copyOf(have, count);
        for (int i = have.length; i < count; i++) {
            more[i] = new float[size];
        }
        return more;
    }

    private static int ceilDiv(int a, int b) {
        return (int) (((long) a + b - 1) / b);
    }
}
