package dev.nacre.runtime;

/** How a batch is cut into blocks of samples, which threads take. */
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

    private static int ceilDiv(int a, int b) {
        return (int) (((long) a + b - 1) / b);
    }
}
