package dev.nacre.runtime.generated;

import dev.nacre.runtime.random.CounterRandom;

/** Uniform random numbers of samples, as dropout draws them; for generated code. */
public final class RandomRows {

    private RandomRows() {}

    /** Condenses what a sample's numbers are for, a layer's in a step of training, into the key of their sequence. */
    public static int key(long seed, long step, int stream, long sample) {
        return CounterRandom.key(seed, step, stream, sample);
    }

    /**
     * Writes {@code count} of a key's numbers, from the {@code first} on: uniform in [0, 1), multiples of 2⁻²⁴.
     *
     * @throws IndexOutOfBoundsException if {@code to} is too short
     */
    public static void uniform(float[] to, int offset, int first, int count, int key) {
        CounterRandom.uniform(to, offset, first, count, key);
    }
}
