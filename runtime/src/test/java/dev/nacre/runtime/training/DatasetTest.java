package dev.nacre.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.training.loss.Losses;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class DatasetTest {

    /** Samples whose class is their place. */
    private static Dataset numbered(int n) {
        return Dataset.of(new float[2 * n], IntStream.range(0, n).toArray());
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void aSampleIsItsInputAndItsClass() {
        Dataset part =
                Dataset.of(new float[] {1, 2, 3, 4, 5, 6}, new int[] {7, 8, 9}).subset(new int[] {2, 0});
        assertArrayEquals(new float[] {5, 6}, part.input(0));
        assertArrayEquals(new float[] {1, 2}, part.input(1));
        assertEquals(9, part.classIndex(0));
        assertRefused("Expected a sample from 0 to 1, got 2", () -> part.input(2));
        assertRefused("Expected a sample from 0 to 1, got -1", () -> part.classIndex(-1));
        Dataset values = Dataset.of(new float[2], new float[2], 2);
        assertThrows(IllegalStateException.class, () -> values.classIndex(0));
    }

    @Test
    void aSplitDividesTheWhole() {
        Dataset.Split split = numbered(10).split(0.75, 7);
        assertEquals(8, split.train().size());
        assertEquals(2, split.held().size());
        int[] all = IntStream.concat(
                        Arrays.stream(split.train().classes()),
                        Arrays.stream(split.held().classes()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, 10).toArray(), all);
    }

    @Test
    void aSplitIsAFunctionOfItsSeed() {
        int[] first = numbered(100).split(0.5, 7).train().classes();
        assertArrayEquals(first, numbered(100).split(0.5, 7).train().classes());
        assertFalse(Arrays.equals(first, numbered(100).split(0.5, 8).train().classes()));
    }

    @Test
    void aStratifiedSplitKeepsTheShareOfEachClass() {
        int[] classes =
                IntStream.range(0, 100).map(i -> i < 70 ? 0 : i < 95 ? 5 : -100).toArray();
        Dataset.Split split = Dataset.of(new float[100], classes).stratifiedSplit(0.8, 3);
        assertEquals(56, count(split.train(), 0));
        assertEquals(20, count(split.train(), 5));
        assertEquals(4, count(split.train(), -100));
        assertEquals(14, count(split.held(), 0));
        assertEquals(5, count(split.held(), 5));
        assertEquals(1, count(split.held(), -100));
    }

    private static long count(Dataset dataset, int index) {
        return Arrays.stream(dataset.classes()).filter(i -> i == index).count();
    }

    @Test
    void subsetsOfSubsetsKeepInputsAndTargetsTogether() {
        float[] inputs = {0, 1, 10, 11, 20, 21, 30, 31};
        Dataset whole = Dataset.of(inputs, new float[] {0, 1, 2, 3}, 4);
        Dataset part = whole.subset(new int[] {3, 1, 0}).subset(0, 2);
        assertEquals(2, part.size());
        assertArrayEquals(new float[] {30, 31}, part.input(0));
        assertArrayEquals(new float[] {3}, part.target(0));
        assertArrayEquals(new float[] {10, 11}, part.input(1));
        assertArrayEquals(new float[] {1}, part.target(1));
    }

    @Test
    void anEpochsOrderIsAPermutationOfItsOwn() {
        int[] first = new int[1000];
        int[] second = new int[1000];
        int[] otherSeed = new int[1000];
        Shuffle.epoch(first, 7, 0);
        Shuffle.epoch(second, 7, 1);
        Shuffle.epoch(otherSeed, 8, 0);
        assertArrayEquals(
                IntStream.range(0, 1000).toArray(),
                Arrays.stream(first).sorted().toArray());
        assertFalse(Arrays.equals(first, second));
        assertFalse(Arrays.equals(first, otherSeed));
        Shuffle.epoch(second, 7, 0);
        assertArrayEquals(first, second, "an order that depends on what the array held before");
    }

    @Test
    void everyPlaceIsAsLikelyAsAnyOther() {
        int n = 5;
        int epochs = 20_000;
        int[][] counts = new int[n][n];
        int[] order = new int[n];
        for (int epoch = 0; epoch < epochs; epoch++) {
            Shuffle.epoch(order, 1, epoch);
            for (int place = 0; place < n; place++) {
                counts[place][order[place]]++;
            }
        }
        // 20,000 draws of chance 1/5 have the deviation 57.
        for (int[] places : counts) {
            for (int count : places) {
                assertEquals((double) epochs / n, count, 5 * 57, Arrays.deepToString(counts));
            }
        }
    }

    @Test
    void whatCannotBeDividedIsRefused() {
        assertRefused("A dataset needs at least one sample, got 0", () -> Dataset.of(new float[0], new int[0]));
        assertRefused("5 inputs and 2 targets are not rows of 2 samples", () -> Dataset.of(new float[5], new int[2]));
        assertRefused(
                "fraction should be between 0 and 1, got NaN", () -> numbered(4).split(Double.NaN, 1));
        assertRefused("A dataset needs at least one sample, got none", () -> numbered(4)
                .split(1, 1));
        assertRefused("Expected a sample from 0 to 3, got 4", () -> numbered(4).subset(new int[] {0, 1, 4}));
        assertRefused("Expected a part of 0 to 4 with at least one sample, got 2 to 5", () -> numbered(4)
                .subset(2, 5));
    }

    @Test
    void onlyAModelKnowsTheSizeOfValuesAlone() {
        Dataset unsized = Dataset.of(new float[6], new float[2]);
        String message = String.valueOf(assertThrows(IllegalStateException.class, () -> unsized.split(0.5, 1))
                .getMessage());
        assertTrue(message.contains("Dataset.of(inputs, targets, n)"), message);
        ModelSpec spec = ModelSpec.builder("M").input("x", 3).output("y", 1).build();
        Criterion criterion = Criterion.of(spec, Losses.mse());
        assertEquals(2, new Wiring(spec, List.of(criterion), unsized).size());
        assertThrows(IllegalStateException.class, () -> unsized.stratifiedSplit(0.5, 1));
    }
}
