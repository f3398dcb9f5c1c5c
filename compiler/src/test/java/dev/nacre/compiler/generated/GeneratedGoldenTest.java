package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.emit.Target;
import dev.nacre.compiler.golden.GoldenCase;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.TrainingPass;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every golden network, generated for every target, against PyTorch: outputs, parameters' and inputs' gradients. */
class GeneratedGoldenTest {

    /** Of the largest value of the tensor. */
    private static final double TOLERANCE = 1e-5;

    @TestFactory
    Stream<DynamicTest> everyTargetAgreesWithPyTorch() {
        return GoldenModels.CASES.stream().flatMap(golden -> Stream.of(Target.values())
                .map(target -> dynamicTest(golden.name() + " " + target, () -> check(golden, create(golden, target)))));
    }

    private static Model create(GoldenCase golden, Target target) {
        return GoldenModels.compiled().create(GoldenModels.className(golden), target, 1);
    }

    private static void check(GoldenCase golden, Model model) {
        for (Tensor parameter : model.parameters()) {
            parameter.copyFrom(golden.tensors().get("param." + parameter.name()).toFloats());
        }
        String in = model.spec().inputs().get(0).name();
        String out = model.spec().outputs().get(0).name();
        GoldenCase.Tensor x = golden.tensors().get("input." + in);
        GoldenCase.Tensor y = golden.tensors().get("output." + out);
        int n = x.shape().get(0);
        float[] got = filled(y.toFloats().length);
        model.newSession().predict(x.toFloats(), got, n);
        compare("output", y, got);
        checkSingle(model, x.toFloats(), got, n);
        checkGradients(golden, model, in, out, n);
    }

    private static void checkSingle(Model model, float[] xs, float[] ys, int n) {
        int in = xs.length / n;
        int out = ys.length / n;
        for (int i = 0; i < n; i++) {
            float[] y = filled(out);
            model.newSession().predict(Arrays.copyOfRange(xs, i * in, (i + 1) * in), y);
            assertEquals(Arrays.toString(Arrays.copyOfRange(ys, i * out, (i + 1) * out)), Arrays.toString(y));
        }
    }

    private static void checkGradients(GoldenCase golden, Model model, String in, String out, int n) {
        float[] xs = golden.tensors().get("input." + in).toFloats();
        GoldenCase.Tensor y = golden.tensors().get("output." + out);
        TrainingPass training = model.newTraining();
        float[] got = filled(y.toFloats().length);
        training.forward(xs, got, n);
        compare("training output", y, got);
        training.backward(golden.tensors().get("grad_output." + out).toFloats(), n);
        for (Tensor gradient : training.gradients()) {
            compare(gradient.name(), golden.tensors().get("grad_param." + gradient.name()), gradient.toArray());
        }
        float[] inputGradient = filled(xs.length);
        training.inputGradient(inputGradient);
        compare("input gradient", golden.tensors().get("grad_input." + in), inputGradient);
    }

    private static float[] filled(int length) {
        float[] values = new float[length];
        Arrays.fill(values, Float.NaN);
        return values;
    }

    private static void compare(String what, GoldenCase.Tensor expected, float[] got) {
        float[] want = expected.toFloats();
        assertEquals(want.length, got.length, what);
        double largest = 0;
        for (float value : want) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (int i = 0; i < want.length; i++) {
            double difference = Math.abs((double) want[i] - got[i]);
            String message = what + "[" + i + "]: expected " + want[i] + ", got " + got[i];
            assertTrue(difference <= TOLERANCE * largest, message);
        }
    }
}
