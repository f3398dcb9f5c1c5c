package dev.nacre.runtime.training.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.runtime.GoldenCase;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class LossGoldenTest {

    @TestFactory
    Stream<DynamicTest> lossesAndTheirGradientsAgreeWithPyTorch() {
        return Stream.of(
                values("loss_mse", Losses.mse()),
                values("loss_l1", Losses.l1()),
                values("loss_smooth_l1", Losses.smoothL1()),
                values("loss_huber", Losses.huber()),
                values("loss_bce", Losses.bce()),
                values("loss_bce_with_logits", Losses.bceWithLogits()),
                values("loss_kl_div_batchmean", Losses.klDiv()),
                classes("loss_cross_entropy", Losses.crossEntropy()),
                classes("loss_cross_entropy_smooth", Losses.crossEntropy(0.1)),
                classes("loss_nll", Losses.nll()));
    }

    @TestFactory
    Stream<DynamicTest> lossesOfPositionsAgreeWithPyTorch() {
        GoldenCase golden = GoldenCase.read("loss_positions");
        return Stream.of("one", "two", "lanes15", "lanes16", "lanes17", "lanes33", "image")
                .flatMap(shape -> {
                    float[] weights = golden.floats(shape + ".weights");
                    CrossEntropy weighted = Losses.crossEntropy().classWeights(weights);
                    NegativeLogLikelihood nll = Losses.nll();
                    return Stream.of(
                            positions(golden, shape, "plain", Losses.crossEntropy(), "whole"),
                            positions(golden, shape, "ignoring", Losses.crossEntropy(), "some"),
                            positions(golden, shape, "weighted", weighted, "whole"),
                            positions(golden, shape, "smooth", Losses.crossEntropy(0.1), "whole"),
                            positions(golden, shape, "smooth_ignoring", Losses.crossEntropy(0.3), "some"),
                            positions(golden, shape, "all", weighted.labelSmoothing(0.1), "some"),
                            probabilities(golden, shape, weighted.labelSmoothing(0.1)),
                            positions(golden, shape, "nll", nll, "whole"),
                            positions(golden, shape, "nll_all", nll.classWeights(weights), "some"));
                });
    }

    private static DynamicTest positions(
            GoldenCase golden, String shape, String variant, ClassLoss loss, String targets) {
        return DynamicTest.dynamicTest(shape + ", " + variant, () -> {
            float[] outputs = golden.floats(shape + ".logits");
            int[] classes = golden.ints(shape + "." + targets);
            float[] gradient = fenced(outputs.length);
            int width = outputs.length / classes.length;
            double value = loss.evaluate(outputs, classes, gradient, classes.length, width);
            check(golden, shape + "." + variant + ".loss", value, shape + "." + variant + ".gradient", gradient);
        });
    }

    private static DynamicTest probabilities(GoldenCase golden, String shape, ValueLoss loss) {
        return DynamicTest.dynamicTest(shape + ", probabilities", () -> {
            float[] outputs = golden.floats(shape + ".logits");
            float[] gradient = fenced(outputs.length);
            int width = golden.floats(shape + ".weights").length;
            float[] targets = golden.floats(shape + ".probabilities");
            double value = loss.evaluate(outputs, targets, gradient, outputs.length / width, width);
            check(golden, shape + ".probabilities.loss", value, shape + ".probabilities.gradient", gradient);
        });
    }

    private static DynamicTest values(String name, ValueLoss loss) {
        return DynamicTest.dynamicTest(name, () -> {
            GoldenCase golden = GoldenCase.read(name);
            float[] outputs = golden.floats("input");
            float[] gradient = fenced(outputs.length);
            double value = loss.evaluate(outputs, golden.floats("target"), gradient, 6, 4);
            check(golden, value, gradient);
        });
    }

    private static DynamicTest classes(String name, ClassLoss loss) {
        return DynamicTest.dynamicTest(name, () -> {
            GoldenCase golden = GoldenCase.read(name);
            float[] outputs = golden.floats("input");
            float[] gradient = fenced(outputs.length);
            double value = loss.evaluate(outputs, golden.ints("target"), gradient, 6, 4);
            check(golden, value, gradient);
        });
    }

    private static float[] fenced(int length) {
        float[] result = new float[length + 1];
        Arrays.fill(result, Float.NaN);
        return result;
    }

    private static void check(GoldenCase golden, double value, float[] gradient) {
        check(golden, "loss", value, "grad_input", gradient);
    }

    private static void check(GoldenCase golden, String loss, double value, String slopes, float[] gradient) {
        float expected = golden.floats(loss)[0];
        assertEquals(expected, value, 1e-5 * Math.abs(expected));
        GoldenCase.assertClose(golden.floats(slopes), gradient, "gradient");
        assertEquals(Float.NaN, gradient[gradient.length - 1], "the float behind the batch");
    }
}
