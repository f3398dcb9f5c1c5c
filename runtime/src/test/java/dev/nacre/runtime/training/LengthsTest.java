package dev.nacre.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Shape;
import dev.nacre.runtime.training.loss.Loss;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.loss.ValueLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Datasets whose samples have lengths, and the batches that are formed of them. */
class LengthsTest {

    private static final int[] LENGTHS = {2, 1, 3};

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void aSampleIsTheRowsThatItsLengthSays() {
        float[] xs = {0, 1, 2, 3, 10, 11, 20, 21, 22, 23, 24, 25};
        int[] tags = {7, 8, 9, 4, 5, 6};
        Dataset packed = Dataset.builder(3)
                .input("x", xs, LENGTHS)
                .target("y", tags, LENGTHS)
                .build();
        Dataset ragged = Dataset.ofSequences(
                new float[][] {{0, 1, 2, 3}, {10, 11}, {20, 21, 22, 23, 24, 25}}, new int[][] {{7, 8}, {9}, {4, 5, 6}});
        for (Dataset data : List.of(packed, ragged)) {
            assertEquals(3, data.size());
            Dataset part = data.subset(new int[] {2, 0, 1}).subset(0, 2);
            assertArrayEquals(new float[] {20, 21, 22, 23, 24, 25}, part.input(0));
            assertArrayEquals(new float[] {0, 1, 2, 3}, part.input(1));
            assertArrayEquals(new int[] {4, 5, 6}, part.classIndices(0));
            assertEquals(9, data.classIndex(1));
            assertEquals(2, data.split(0.6, 1).train().size());
            for (Executable single :
                    List.<Executable>of(() -> data.classIndex(0), () -> data.stratifiedSplit(0.5, 1))) {
                assertEquals(
                        "The samples of this dataset have several classes each, not one; there are classIndices, and split,"
                                + " which does not look at classes",
                        assertThrows(IllegalStateException.class, single).getMessage());
            }
        }
        Dataset labelled = Dataset.ofSequences(new int[][] {{1, 2}, {3}, {4, 5, 6}}, new int[] {1, 0, 1});
        assertEquals(2, labelled.stratifiedSplit(0.5, 1).train().size());
        assertArrayEquals(
                new float[] {2, 3},
                Dataset.ofSequences(new int[][] {{1}, {2}}, new float[][] {{1}, {2, 3}})
                        .target(1));
    }

    @Test
    void lengthsThatDoNotSuitTheirArraysAreRefused() {
        DatasetBuilder builder = Dataset.builder(3);
        assertRefused(
                "input \"x\": 5 elements are not the 6 rows that the lengths of 3 samples add up to",
                () -> builder.input("x", new int[5], LENGTHS));
        assertRefused(
                "target \"y\": expected 3 lengths, one for each sample, got 2",
                () -> builder.target("y", new int[5], new int[] {2, 3}));
        assertRefused(
                "input \"x\": expected a length of at least 1, got 0 for sample 1",
                () -> builder.input("x", new float[5], new int[] {2, 0, 3}));
        assertRefused(
                "input \"x\": 2 elements are not the 6442450941 rows that the lengths of 3 samples add up to",
                () -> builder.input(
                        "x", new float[2], new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE}));
        assertRefused(
                "target \"y\": expected 3 arrays, one for each sample, got 2",
                () -> builder.target("y", new float[2][1]));
        assertRefused(
                "Expected at least one sample, and targets of as many, got 2 samples and targets of 3",
                () -> Dataset.ofSequences(new int[2][1], new int[3]));
    }

    @Test
    void rowsOfAnotherWidthThanThePortsAreRefused() {
        ModelSpec spec = model(Shape.of(4, 2), Shape.of(1));
        List<Criterion> criteria = List.of(Criterion.of(spec, Losses.mse()));
        int[] twice = {1, 2};
        assertRefused(
                "M: expected 2 values for each row of x: [T,2], got 4, by the lengths that it was given with", () -> {
                    Dataset data = Dataset.builder(2)
                            .input("x", new float[12], twice)
                            .target("y", new float[2])
                            .build();
                    new Wiring(spec, criteria, data);
                });
        assertRefused(
                "M: expected rows of 2 values for x: [T,2] in sample 1, got 3",
                () -> new Wiring(
                        spec, criteria, Dataset.ofSequences(new float[][] {{1, 2}, {1, 2, 3}}, new float[2][1])));
        assertRefused(
                "M: expected the length of each sample for the input x: [T,2], got none; write"
                        + " Dataset.builder(n).input(\"x\", …, lengths), or give an array for each sample",
                () -> new Wiring(spec, criteria, Dataset.of(new float[4], new float[2])));
    }

    private static ModelSpec model(Shape input, Shape output) {
        return ModelSpec.builder("M")
                .input("x", input.withLength(0, "T"))
                .output("y", output)
                .build();
    }

    @Test
    void aLossOfRowsThatDependOnTheLengthIsRefused() {
        ValueLoss whole = new ValueLoss() {
            @Override
            public double evaluate(float[] outputs, float[] targets, float[] gradient, int n, int width) {
                return 0;
            }

            @Override
            public int rowWidth(Shape shape) {
                return shape.elements();
            }

            @Override
            public String toString() {
                return "whole";
            }
        };
        assertRefused(
                "crossEntropy: expected to judge 1 output or a part of them as a row of y: [T], because samples have different"
                        + " lengths, got 4",
                () -> check(Losses.crossEntropy(), Shape.of(4)));
        assertRefused(
                "whole: expected to judge 6 outputs or a part of them as a row of y: [T,3,2], because samples have different"
                        + " lengths, got 24",
                () -> check(whole, Shape.of(4, 3, 2)));
        Shape turned = Shape.of(3, 4).withLength(1, "T");
        assertRefused(
                "nll: expected outputs whose last axis has the classes, got [3,T]; write transpose(0, 1) at the end of the"
                        + " model",
                () -> Criterion.of(model(Shape.of(4), turned), Losses.nll()).check());
        check(Losses.crossEntropy(), Shape.of(4, 3, 2));
        check(Losses.mse(), Shape.of(4));
    }

    private static void check(Loss loss, Shape output) {
        Criterion.of(model(Shape.of(4), output.withLength(0, "T")), loss).check();
    }

    @Test
    void bucketsBringSamplesOfSimilarLengthTogether() {
        int n = 107;
        int batch = 5;
        int[][] samples = new Random(1).ints(n, 1, 40).mapToObj(int[]::new).toArray(int[][]::new);
        ModelSpec spec = ModelSpec.builder("M")
                .intInput("x", Shape.of(40).withLength(0, "T"))
                .output("y", 2)
                .build();
        Wiring wiring = new Wiring(
                spec, List.of(Criterion.of(spec, Losses.crossEntropy())), Dataset.ofSequences(samples, new int[n]));
        SampleOrder buckets = new SampleOrder(wiring, batch, 3, true, 7);
        int[] first = buckets.ofEpoch(0).clone();
        int[] second = buckets.ofEpoch(1).clone();
        int[] plain = new SampleOrder(wiring, batch, 3, true, 0).ofEpoch(0);
        for (int[] order : List.of(first, second)) {
            assertArrayEquals(
                    IntStream.range(0, n).toArray(),
                    IntStream.of(order).sorted().toArray());
            assertTrue(2 * spread(order, samples, batch) < spread(plain, samples, batch), Arrays.toString(order));
        }
        assertFalse(Arrays.equals(first, second));
        assertArrayEquals(first, new SampleOrder(wiring, batch, 3, true, 7).ofEpoch(0), "a function of seed and epoch");
        assertArrayEquals(Arrays.copyOfRange(plain, 105, n), Arrays.copyOfRange(first, 105, n), "the smaller batch");
        int[] ascending =
                IntStream.range(0, batch).map(i -> samples[first[i]].length).toArray();
        assertArrayEquals(IntStream.of(ascending).sorted().toArray(), ascending);
        int[] still = new SampleOrder(wiring, batch, 3, false, 2).ofEpoch(4);
        assertArrayEquals(
                IntStream.range(0, 10).toArray(),
                IntStream.of(still).limit(10).sorted().toArray());
    }

    /** The differences between the longest and the shortest sample of each batch together. */
    private static int spread(int[] order, int[][] samples, int batch) {
        return IntStream.iterate(0, from -> from < order.length, from -> from + batch)
                .map(from -> {
                    int[] sizes = IntStream.of(order)
                            .skip(from)
                            .limit(batch)
                            .map(sample -> samples[sample].length)
                            .sorted()
                            .toArray();
                    return sizes[sizes.length - 1] - sizes[0];
                })
                .sum();
    }
}
