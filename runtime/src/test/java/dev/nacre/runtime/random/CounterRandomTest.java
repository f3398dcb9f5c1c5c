package dev.nacre.runtime.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** The bounds are five standard deviations or more: with the fixed seeds here, results never change. */
final class CounterRandomTest {

    private static final int N = 1 << 18;

    @Test
    void elementsAreUniformMultiplesBelowOne() {
        float[] values = new float[N];
        CounterRandom.uniform(values, 0, N, CounterRandom.key(1, 2, 3, 4));
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            assertTrue(value >= 0 && value < 1 && value * 0x1p24 == Math.rint(value * 0x1p24));
            sum += value;
            squares += (value - 0.5) * (value - 0.5);
        }
        assertEquals(0.5, sum / N, 5 * Math.sqrt(1 / 12.0 / N));
        assertEquals(1 / 12.0, squares / N, 5 * Math.sqrt(1 / 180.0 / N));
    }

    @Test
    void valuesFillAllBinsEvenly() {
        int bins = 1024;
        int[] counts = new int[bins];
        int key = CounterRandom.key(5, 0, 0, 0);
        for (int i = 0; i < N; i++) {
            counts[CounterRandom.bits(i, key) >>> 22]++;
        }
        double expected = (double) N / bins;
        double chiSquare = Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        assertEquals(bins - 1, chiSquare, 5 * Math.sqrt(2.0 * (bins - 1)));
    }

    @Test
    void everyBitIsFairAndIndependentOfItsNeighboursInEveryDirection() {
        assertFairBits(i -> CounterRandom.bits(i, 77), "element");
        assertFairBits(i -> CounterRandom.bits(0, CounterRandom.key(9, 0, 0, i)), "sample");
        assertFairBits(i -> CounterRandom.bits(0, CounterRandom.key(9, 0, i, 0)), "stream");
        assertFairBits(i -> CounterRandom.bits(0, CounterRandom.key(9, i, 0, 0)), "step");
        assertFairBits(i -> CounterRandom.bits(0, CounterRandom.key(i, 0, 0, 0)), "seed");
    }

    private static void assertFairBits(IntUnaryOperator sequence, String direction) {
        int[] ones = new int[32];
        int[] repeats = new int[32];
        int before = sequence.applyAsInt(-1);
        for (int i = 0; i < N; i++) {
            int bits = sequence.applyAsInt(i);
            for (int bit = 0; bit < 32; bit++) {
                ones[bit] += bits >>> bit & 1;
                repeats[bit] += (bits ^ before) >>> bit & 1;
            }
            before = bits;
        }
        double bound = 5 * Math.sqrt(N) / 2;
        for (int bit = 0; bit < 32; bit++) {
            assertEquals(N / 2.0, ones[bit], bound, direction + ": bit " + bit);
            assertEquals(N / 2.0, repeats[bit], bound, direction + ": change of bit " + bit);
        }
    }

    @Test
    void sequencesOfNeighbouringKeysAreUncorrelatedAtEveryShift() {
        int[][] places = {{0, 0, 0, 0}, {1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}};
        int length = 1 << 14;
        float[][] sequences = new float[places.length][length];
        for (int i = 0; i < places.length; i++) {
            int[] p = places[i];
            CounterRandom.uniform(sequences[i], 0, length, CounterRandom.key(p[0], p[1], p[2], p[3]));
        }
        for (int a = 0; a < places.length; a++) {
            for (int b = a; b < places.length; b++) {
                for (int shift = a == b ? 1 : 0; shift < 64; shift++) {
                    assertEquals(0, correlation(sequences[a], sequences[b], shift), 5 / Math.sqrt(length - shift));
                }
            }
        }
    }

    private static double correlation(float[] a, float[] b, int shift) {
        double sum = 0;
        for (int i = 0; i + shift < a.length; i++) {
            sum += (a[i] - 0.5) * (b[i + shift] - 0.5);
        }
        return sum * 12 / (a.length - shift);
    }

    @Test
    void keysThatDifferByTheCountersStrideShareNoValues() {
        // The weakness of hashing key + counter: such sequences would be shifted copies.
        Set<Integer> first = new HashSet<>();
        int length = 1 << 12;
        for (int i = 0; i < length; i++) {
            first.add(CounterRandom.bits(i, 1));
        }
        int shared = 0;
        for (int i = 0; i < length; i++) {
            shared += first.contains(CounterRandom.bits(i, 1 + 0x9E3779B9)) ? 1 : 0;
            shared += first.contains(CounterRandom.bits(i, 1 ^ 0x9E3779B9)) ? 1 : 0;
        }
        assertTrue(shared <= 2, "shared " + shared);
    }

    @Test
    void keysOfManyPlacesHardlyEverMeet() {
        Set<Integer> keys = new HashSet<>();
        for (int step = 0; step < 32; step++) {
            for (int stream = 0; stream < 32; stream++) {
                for (int sample = 0; sample < 32; sample++) {
                    keys.add(CounterRandom.key(42, step, stream, sample));
                }
            }
        }
        // By chance 0.125 pairs are expected to meet.
        assertTrue(keys.size() >= 32 * 32 * 32 - 3, "keys " + keys.size());
    }

    @Test
    void anElementIsTheSameWhereverAndWheneverItIsDrawn() {
        float[] all = new float[1040];
        CounterRandom.uniform(all, 3, 1033, 123);
        for (int count : new int[] {0, 1, 15, 16, 17, 33, 255, 256, 257, 1033}) {
            float[] part = new float[count];
            CounterRandom.uniform(part, 0, count, 123);
            assertArrayEquals(Arrays.copyOfRange(all, 3, 3 + count), part);
        }
        assertEquals(0f, all[2]);
        assertEquals(0f, all[1036]);
        for (int i = 0; i < 1033; i++) {
            assertEquals((CounterRandom.bits(i, 123) >>> 8) * 0x1p-24f, all[3 + i]);
        }
        assertThrows(IndexOutOfBoundsException.class, () -> CounterRandom.uniform(all, 8, 1033, 1));
    }
}
