package dev.nacre.runtime.training;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The order in which an epoch takes the samples of a dataset; a function of the seed and the number of the epoch. */
final class SampleOrder {

    private final int[] order;
    private final int batchSize;
    private final long seed;
    private final boolean shuffle;
    /** Batches among which samples are sorted by their length; 0 if they are not. */
    private final int bucket;
    /** How long each sample is, all its lengths together; empty if samples are not sorted. */
    private final int[] lengths;

    SampleOrder(Wiring wiring, int batchSize, long seed, boolean shuffle, int bucket) {
        this.batchSize = batchSize;
        this.seed = seed;
        this.shuffle = shuffle;
        this.bucket = bucket;
        order = IntStream.range(0, wiring.size()).toArray();
        lengths = bucket == 0
                ? new int[0]
                : IntStream.range(0, order.length).map(wiring::length).toArray();
    }

    /** The samples in the order of an epoch; the array is used again for the next one. */
    @SuppressWarnings("ReturnsMutable")
    int[] ofEpoch(int epoch) {
        if (shuffle) {
            Shuffle.epoch(order, seed, epoch);
        } else {
            Arrays.setAll(order, i -> i);
        }
        if (bucket > 0) {
            // What is left over for a smaller batch at the end stays as it is, so that it is not always the longest
            // samples.
            int batches = order.length / batchSize;
            for (int from = 0; from < batches; from += bucket) {
                sort(from * batchSize, Math.min(batches, from + bucket) * batchSize);
            }
            if (shuffle) {
                Shuffle.batches(order, batchSize, seed, epoch);
            }
        }
        return order;
    }

    /** Sorts by length; samples of the same length keep their order. */
    private void sort(int from, int to) {
        long[] keys = new long[to - from];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) lengths[order[from + i]] << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] before = Arrays.copyOfRange(order, from, to);
        for (int i = 0; i < keys.length; i++) {
            order[from + i] = before[(int) keys[i]];
        }
    }
}
