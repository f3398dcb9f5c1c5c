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
        float expected = golden.floats("loss")[0];
        assertEquals(expected, value, 1e-5 * expected);
        GoldenCase.assertClose(golden.floats("grad_input"), gradient, "gradient");
        assertEquals(Float.NaN, gradient[gradient.length - 1], "the float behind the batch");
    }
}
