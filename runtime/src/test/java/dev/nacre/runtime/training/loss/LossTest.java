package dev.nacre.runtime.training.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LossTest {

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    private final float[] gradient = new float[3];

    private void assertLoss(double expected, double actual, float... expectedGradient) {
        assertEquals(expected, actual, 1e-6 * (1 + Math.abs(expected)));
        for (int i = 0; i < expectedGradient.length; i++) {
            assertEquals(expectedGradient[i], gradient[i], 1e-6, "gradient " + i);
        }
    }

    private double crossEntropy(int index, float... logits) {
        return Losses.crossEntropy().evaluate(logits, new int[] {index}, gradient, 1, logits.length);
    }

    @Test
    void crossEntropyHoldsForExtremeLogits() {
        assertLoss(0, crossEntropy(0, 100, -100, 0), 0, 0, 0);
        assertLoss(200, crossEntropy(1, 100, -100, 0), 1, -1, 0);
        assertLoss(0, crossEntropy(0, 1e4f, -1e4f, 0), 0, 0, 0);
        assertLoss(2e4, crossEntropy(1, 1e4f, -1e4f, 0), 1, -1, 0);
        assertLoss(Math.log(2), crossEntropy(0, 0, -INFINITY, 0), -0.5f, 0, 0.5f);
        assertLoss(Math.log(3), crossEntropy(2, 3e38f, 3e38f, 3e38f), 1 / 3f, 1 / 3f, -2 / 3f);
        assertEquals(INFINITY, crossEntropy(1, 0, -INFINITY, 0));
        assertTrue(Double.isNaN(crossEntropy(0, INFINITY, 0, 0)));
        assertTrue(Double.isNaN(crossEntropy(0, 1, Float.NaN, 0)));
        assertLoss(0, crossEntropy(0, 12), 0);
    }

    @Test
    void certainPredictionsKeepTheirSmallGradients() {
        crossEntropy(0, 30, 0);
        assertEquals(Math.exp(-30), gradient[1], 1e-6 * Math.exp(-30));
        assertEquals(-Math.exp(-30), gradient[0], 1e-2 * Math.exp(-30));
    }

    @Test
    void crossEntropyOfProbabilitiesLeavesOutWhatHasNone() {
        float[] logits = {0, -INFINITY, 0};
        double loss = Losses.crossEntropy().evaluate(logits, new float[] {0.25f, 0, 0.75f}, gradient, 1, 3);
        assertLoss(Math.log(2), loss, 0.25f, 0, -0.25f);
    }

    private double logistic(float logit, float target) {
        return Losses.bceWithLogits().evaluate(new float[] {logit}, new float[] {target}, gradient, 1, 1);
    }

    @Test
    void binaryCrossEntropyHoldsForExtremeLogits() {
        assertLoss(0, logistic(100, 1), 0);
        assertLoss(100, logistic(100, 0), 1);
        assertLoss(100, logistic(-100, 1), -1);
        assertLoss(0, logistic(-1e4f, 0), 0);
        assertLoss(1e4, logistic(1e4f, 0), 1);
        assertEquals(INFINITY, logistic(INFINITY, 0));
        assertEquals(INFINITY, logistic(-INFINITY, 1));
        assertLoss(0, logistic(INFINITY, 1), 0);
        assertLoss(0, logistic(-INFINITY, 0), 0);
        assertTrue(Double.isNaN(logistic(Float.NaN, 1)));
        assertEquals(Math.exp(-20), logistic(20, 1), 1e-6 * Math.exp(-20));
    }

    private double binary(float probability, float target) {
        return Losses.bce().evaluate(new float[] {probability}, new float[] {target}, gradient, 1, 1);
    }

    @Test
    void logarithmsOfProbabilitiesAreClamped() {
        assertLoss(0, binary(1, 1), 0);
        assertLoss(0, binary(0, 0), 0);
        assertLoss(100, binary(0, 1));
        assertEquals(-1e12f, gradient[0]);
        assertLoss(100, binary(1, 0));
        assertEquals(1e12f, gradient[0]);
        assertEquals(1e-9, binary(1e-9f, 0), 1e-15);
        assertTrue(Double.isNaN(binary(Float.NaN, 1)));
    }

    @Test
    void errorsOfExtremeValuesAreInfiniteAndPointTheRightWay() {
        float[] target = {0};
        for (ValueLoss loss : List.of(Losses.l1(), Losses.huber(), Losses.smoothL1(0.5))) {
            assertEquals(INFINITY, loss.evaluate(new float[] {-INFINITY}, target, gradient, 1, 1));
            assertEquals(-1, gradient[0]);
            assertTrue(Double.isNaN(loss.evaluate(new float[] {Float.NaN}, target, gradient, 1, 1)));
            assertTrue(Float.isNaN(gradient[0]));
            assertEquals(0, loss.evaluate(new float[] {0}, target, gradient, 1, 1));
            assertEquals(0, gradient[0]);
        }
        assertEquals(9e76, Losses.mse().evaluate(new float[] {3e38f}, target, gradient, 1, 1), 1e71);
        assertEquals(INFINITY, gradient[0]);
    }

    @Test
    void smoothL1WithoutARoundPartIsL1() {
        assertEquals(2, Losses.smoothL1(0).evaluate(new float[] {3}, new float[] {1}, gradient, 1, 1));
        assertEquals(1, gradient[0]);
    }

    @Test
    void divergenceTakesNothingFromImprobableClasses() {
        float[] outputs = {(float) Math.log(0.5), -INFINITY, (float) Math.log(0.5)};
        double loss = Losses.klDiv().evaluate(outputs, new float[] {1, 0, 0}, gradient, 1, 3);
        assertLoss(Math.log(2), loss, -1, 0, 0);
    }

    @Test
    void ignoredSamplesTakeNoPart() {
        float[] outputs = {-1, -2, Float.NaN, Float.NaN};
        float[] slopes = {9, 9, 9, 9};
        for (ClassLoss loss :
                List.of(Losses.nll().ignoreIndex(1), Losses.crossEntropy().ignoreIndex(1))) {
            int[] classes = {0, 1};
            assertTrue(Double.isFinite(loss.evaluate(outputs, classes, slopes, 2, 2)), loss.toString());
            assertArrayEquals(new float[2], new float[] {slopes[2], slopes[3]});
            assertEquals(1, loss.weight(classes, 2, 2));
            assertEquals(Correctness.RIGHT, loss.correctness(outputs, classes, 0, 2));
            assertEquals(Correctness.UNCOUNTED, loss.correctness(outputs, classes, 1, 2));
            assertTrue(Double.isNaN(loss.evaluate(outputs, new int[] {1, 1}, slopes, 2, 2)));
            assertArrayEquals(new float[4], slopes);
        }
    }

    @Test
    void nllWeighsItsClasses() {
        float[] outputs = {-1, -2, -3, -4};
        float[] slopes = new float[4];
        double loss = Losses.nll().classWeights(1, 3).evaluate(outputs, new int[] {0, 1}, slopes, 2, 2);
        assertEquals((1 * 1 + 3 * 4) / 4.0, loss, 1e-12);
        assertArrayEquals(new float[] {-0.25f, 0, 0, -0.75f}, slopes);
    }

    @Test
    void predictionsAreRightWhenAllTheirOutputsAre() {
        float[] outputs = {0.2f, -0.1f, 0.9f, 0.6f};
        float[] targets = {1, 0, 1, 0};
        assertEquals(Correctness.RIGHT, Losses.bceWithLogits().correctness(outputs, targets, 0, 2));
        assertEquals(Correctness.WRONG, Losses.bceWithLogits().correctness(outputs, targets, 1, 2));
        assertEquals(Correctness.WRONG, Losses.bce().correctness(outputs, targets, 0, 2));
        assertEquals(Correctness.RIGHT, Losses.crossEntropy().correctness(outputs, targets, 1, 2));
        assertEquals(Correctness.UNCOUNTED, Losses.mse().correctness(outputs, targets, 1, 2));
    }

    private static void assertRefused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void batchesThatDoNotFitAreRefused() {
        float[] four = new float[4];
        assertRefused("mse: outputs should hold 2 x 3 = 6 values, got 4", () -> Losses.mse()
                .evaluate(four, new float[6], new float[6], 2, 3));
        assertRefused("huber: targets should hold 2 x 3 = 6 values, got 4", () -> Losses.huber()
                .evaluate(new float[6], four, new float[6], 2, 3));
        assertRefused("crossEntropy: gradient should hold 2 x 3 = 6 values, got 4", () -> Losses.crossEntropy()
                .evaluate(new float[6], new int[2], four, 2, 3));
        assertRefused("nll: targets should hold 2 class indices, got 1", () -> Losses.nll()
                .evaluate(four, new int[1], four, 2, 2));
        assertRefused("bce: expected at least one sample and one output, got 0 samples of 2", () -> Losses.bce()
                .evaluate(four, four, four, 0, 2));
        assertRefused("mse: outputs should hold 65536 x 65536 = 4294967296 values, got 4", () -> Losses.mse()
                .evaluate(four, four, four, 65536, 65536));
    }

    @Test
    void targetsAndOutputsWithoutMeaningAreRefused() {
        float[] two = new float[2];
        assertRefused("nll: expected a class from 0 to 1 or -100 to ignore the row, got 2 in row 0", () -> Losses.nll()
                .evaluate(two, new int[] {2}, two, 1, 2));
        assertRefused(
                "crossEntropy: expected a class from 0 to 1 or 5 to ignore the row, got -100 in row 0",
                () -> Losses.crossEntropy().ignoreIndex(5).evaluate(two, new int[] {-100}, two, 1, 2));
        assertRefused(
                "bce: outputs should be probabilities, got 1.5; for logits there is bceWithLogits",
                () -> Losses.bce().evaluate(new float[] {1.5f}, two, two, 1, 1));
        assertRefused(
                "nll: expected outputs for at least 2 classes, got [5,1], of which every prediction is right; for one output"
                        + " there is bceWithLogits",
                () -> Losses.nll().checkOutput(Shape.of(5, 1)));
        assertRefused(
                "crossEntropy: expected one weight for each of 2 classes, got 5",
                () -> Losses.crossEntropy().classWeights(1, 1, 1, 1, 1).checkOutput(Shape.of(5, 2)));
    }

    @Test
    void settingsWithoutSenseAreRefused() {
        for (Executable wrong : List.<Executable>of(
                () -> Losses.smoothL1(-1),
                () -> Losses.smoothL1(Double.NaN),
                () -> Losses.huber(0),
                () -> Losses.huber(Double.NaN),
                () -> Losses.crossEntropy(1.5),
                () -> Losses.crossEntropy(Double.NaN),
                () -> Losses.crossEntropy().classWeights(1, Float.NaN),
                () -> Losses.nll().classWeights(1, -1))) {
            assertThrows(IllegalArgumentException.class, wrong);
        }
        assertRefused("huber: delta should be positive and finite, got 0.0", () -> Losses.huber(0));
    }
}
