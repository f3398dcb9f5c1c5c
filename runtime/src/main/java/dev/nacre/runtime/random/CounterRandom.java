package dev.nacre.runtime.random;

import java.util.Objects;

/**
 * Random numbers as a function of what they are for: element {@code i} of a (seed, step, stream, sample) has one value,
 * whatever was drawn before, on whichever thread. The generator is a hash of key and counter.
 */
public final class CounterRandom {

    private static final float TWO_TO_MINUS_24 = 0x1p-24f;

    /**
     * 0, 1, 2, … C2 vectorises the hash of numbers that it loads, and not the hash of the loop's own counter, on JDK 17 and
     * on 25; and on 17 not in a loop that also converts to float.
     */
    private static final int[] COUNTING = counting();

    private CounterRandom() {}

    /**
     * Condenses the place of a sequence into its key.
     *
     * @param seed chosen by the user
     * @param step the training step, from 0; negative steps are for the runtime itself
     * @param stream which of the model's sequences, such as the number of a dropout layer
     * @param sample the sample in the batch
     */
    public static int key(long seed, long step, int stream, long sample) {
        long hash = mix(seed + 0x9E3779B97F4A7C15L);
        hash = mix(hash ^ step * 0xD6E8FEB86659FD93L);
        hash = mix(hash ^ stream * 0xA0761D6478BD642FL);
        hash = mix(hash ^ sample * 0xE7037ED1A0B428DBL);
        return (int) (hash ^ hash >>> 32);
    }

    /** Steele, Lea and Flood's SplitMix64 finaliser, in Stafford's variant 13. */
    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /**
     * Writes {@code count} elements of a key's sequence: uniform in [0, 1), multiples of 2⁻²⁴.
     *
     * @param first the number of the first element written
     * @throws IndexOutOfBoundsException if {@code to} is too short
     */
    public static void uniform(float[] to, int offset, int first, int count, int key) {
        Objects.checkFromIndexSize(offset, count, to.length);
        int[] hashes = new int[Math.min(count, COUNTING.length)];
        for (int block = 0; block < count; block += hashes.length) {
            int size = Math.min(count - block, hashes.length);
            hash(hashes, size, first + block, key);
            convert(hashes, size, to, offset + block);
        }
    }

    /** Writes elements 0 to {@code count - 1}; see {@link #uniform(float[], int, int, int, int)}. */
    public static void uniform(float[] to, int offset, int count, int key) {
        uniform(to, offset, 0, count, key);
    }

    private static void hash(int[] to, int size, int first, int key) {
        for (int i = 0; i < size; i++) {
            to[i] = bits(first + COUNTING[i], key) >>> 8;
        }
    }

    private static void convert(int[] from, int size, float[] to, int offset) {
        for (int i = 0; i < size; i++) {
            to[offset + i] = from[i] * TWO_TO_MINUS_24;
        }
    }

    /**
     * Two rounds of Wellons' {@code lowbias32}. The key enters before each of them: were it only added to the counter,
     * sequences would be shifted copies of each other.
     */
    public static int bits(int element, int key) {
        int x = element * 0x9E3779B9 ^ key;
        x = (x ^ x >>> 16) * 0x7FEB352D;
        x = (x ^ x >>> 15) * 0x846CA68B;
        x = (x ^ x >>> 16) + (key * 0x2C1B3C6D | 1);
        x = (x ^ x >>> 16) * 0x7FEB352D;
        x = (x ^ x >>> 15) * 0x846CA68B;
        return x ^ x >>> 16;
    }

    private static int[] counting() {
        int[] numbers = new int[256];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return numbers;
    }
}
