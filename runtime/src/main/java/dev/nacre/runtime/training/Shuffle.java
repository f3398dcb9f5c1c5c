package dev.nacre.runtime.training;

import dev.nacre.runtime.random.CounterRandom;
import java.util.stream.IntStream;

/** Fisher and Yates' shuffle with numbers that depend on the key alone. */
final class Shuffle {

    /** The steps that {@link CounterRandom} counts splits and epochs as; those below 0 are the runtime's. */
    private static final long SPLIT = -2;

    private static final long FIRST_EPOCH = -3;

    private Shuffle() {}

    /** Where the samples of an epoch come from; {@code epoch} counts from 0. */
    static void epoch(int[] order, long seed, long epoch) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        shuffle(order, CounterRandom.key(seed, FIRST_EPOCH - epoch, 0, 0));
    }

    /** Shuffles the batches of an epoch; a smaller one at the end stays there. */
    static void batches(int[] order, int batchSize, long seed, long epoch) {
        int[] before = order.clone();
        int[] batches = IntStream.range(0, order.length / batchSize).toArray();
        shuffle(batches, CounterRandom.key(seed, FIRST_EPOCH - epoch, 1, 0));
        for (int i = 0; i < batches.length; i++) {
            System.arraycopy(before, batches[i] * batchSize, order, i * batchSize, batchSize);
        }
    }

    /** Shuffles what a split divides; each class of a stratified split has a stream of its own. */
    static void split(int[] samples, long seed, int stream) {
        shuffle(samples, CounterRandom.key(seed, SPLIT, stream, 0));
    }

    private static void shuffle(int[] values, int key) {
        for (int last = values.length - 1; last > 0; last--) {
            long bits = Integer.toUnsignedLong(CounterRandom.bits(last, key));
            int other = (int) ((bits * (last + 1)) >>> 32);
            int value = values[last];
            values[last] = values[other];
            values[other] = value;
        }
    }
}
