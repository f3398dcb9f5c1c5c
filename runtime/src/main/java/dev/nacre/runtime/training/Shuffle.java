package dev.nacre.runtime.training;

import dev.nacre.runtime.random.CounterRandom;

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
