package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.training.TrainingPass;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What applications see of models with several ports. */
class PortsTest {

    private static final CompiledModels MODELS = ModelFile.PORTS.compiled();

    private static Passes passes(String model, Target target) {
        return new Passes(MODELS, model, target, count -> Floats.moderate(count, count));
    }

    @Test
    void methodsTakeAnArrayForEachPortInTheOrderOfTheSignature() throws ReflectiveOperationException {
        Model model = MODELS.create("Indices", Target.SCALAR, 1);
        Class<?> session = model.newSession().getClass();
        Class<?>[] one = {int[].class, float[].class, int[].class, float[].class, int[].class, int[].class};
        Class<?>[] many =
                Stream.concat(Arrays.stream(one), Stream.of(int.class)).toArray(Class<?>[]::new);
        assertEquals(void.class, session.getMethod("predict", one).getReturnType());
        assertEquals(void.class, session.getMethod("predict", many).getReturnType());
        Class<?> training = model.newTraining().getClass();
        assertEquals(void.class, training.getMethod("forward", many).getReturnType());
        Method predict = model.getClass().getMethod("predict", int[].class, float[].class);
        assertEquals(
                List.of("copy", "y", "flat", "again"),
                Arrays.stream(predict.getReturnType().getRecordComponents())
                        .map(component -> component.getName())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void aModelsOwnPredictReturnsWhatItsSessionsPredict(Target target) {
        for (String name : new String[] {"TwoInputs", "Indices", "OnlyIndices", "PassedThrough", "Names"}) {
            Passes passes = passes(name, target);
            float[] x = Floats.signed(passes.in, 3);
            UnaryOperator<float[]> predict = passes.predictOfModel();
            float[] expected = passes.predictSingly(passes.model.newSession(), x);
            Floats.assertSameBits(name, expected, predict.apply(x));
        }
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void everyIndexArrivesAsItIs(Target target) {
        Passes passes = passes("Indices", target);
        int n = 40;
        int[] tokens = new int[n * 18];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (1 << 24) + 1 + i * 0x9e3779b9;
        }
        PortArrays inputs = PortArrays.of(tokens, Floats.signed(n * 5, 1));
        for (int threads = 1; threads <= 2; threads++) {
            PortArrays outputs = PortArrays.zeros(passes.model.spec().outputs(), n);
            InferenceSession session = passes.model.newSession();
            session.threads(threads);
            session.predict(inputs, outputs, n);
            for (int port : new int[] {0, 2, 3}) {
                assertArrayEquals(tokens, outputs.ints(port));
            }
        }
    }

    @Test
    void gradientsThatNothingLeadsToAreWritten() {
        Passes passes = passes("WithoutInfluence", Target.S256);
        int n = 3;
        TrainingPass training = passes.model.newTraining();
        passes.forwardAndBackward(training, Floats.signed(n * passes.in, 1), Floats.signed(n * passes.out, 2), n);
        PortArrays gradients = PortArrays.of(Floats.untouched(n * 5), Floats.untouched(n * 3));
        training.inputGradient(gradients);
        assertArrayEquals(new float[n * 5], gradients.floats(0));
    }

    @Test
    void wrongArraysAreRefusedWithTheModelAndThePort() {
        Model model = MODELS.create("TwoInputs", Target.SCALAR, 1);
        InferenceSession session = model.newSession();
        float[] left = new float[2 * 33];
        float[] right = new float[2 * 5];
        float[] score = new float[2];
        float[] met = new float[2 * 17];
        assertRefused(
                "TwoInputs: expected at least 2 x 17 = 34 values for met, got 33",
                () -> session.predict(PortArrays.of(left, right), PortArrays.of(score, new float[33]), 2));
        assertRefused(
                "TwoInputs: expected 5 values for right, got 10",
                () -> session.predict(PortArrays.of(new float[33], right), PortArrays.of(new float[1], new float[17])));
        assertRefused(
                "TwoInputs: expected different arrays for score and met, got the same one",
                () -> session.predict(PortArrays.of(left, right), PortArrays.of(met, met), 2));
        assertRefused(
                "TwoInputs: expected different arrays for left and met, got the same one",
                () -> session.predict(PortArrays.of(left, right), PortArrays.of(score, left), 2));
        assertRefused(
                "Expected an array for each port, at least 2, got 1",
                () -> session.predict(PortArrays.of(left), PortArrays.of(score, met), 2));
        assertRefused(
                "Array 0: expected a float[], got an int[]",
                () -> session.predict(PortArrays.of(new int[66], right), PortArrays.of(score, met), 2));
        assertThrows(IllegalArgumentException.class, () -> session.predict(left, score, 2));
        TrainingPass training = model.newTraining();
        training.forward(PortArrays.of(left, right), PortArrays.of(score, met), 2);
        assertRefused(
                "TwoInputs: expected at least 2 x 17 = 34 values for gradMet, got 2",
                () -> training.backward(PortArrays.of(new float[2], new float[2]), 2));
        training.backward(PortArrays.of(new float[2], new float[34]), 2);
        assertRefused(
                "TwoInputs: expected at least 2 x 5 = 10 values for gradRight, got 0",
                () -> training.inputGradient(PortArrays.of(left, new float[0])));
    }

    private static void assertRefused(String message, Runnable call) {
        IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, call::run);
        assertEquals(message, thrown.getMessage());
    }

    @Test
    void theTableShowsEveryPortWithItsType() {
        Model model = MODELS.create("Indices", Target.SCALAR, 1);
        String table = model.spec().toString();
        assertTrue(
                table.startsWith(
                        "Indices (tokens: int[2,9], x: [5]) -> (copy: int[2,9], y: [16], flat: int[18], again: int[2,9])\n"),
                table);
    }

    @Test
    void modelsWithSeveralPortsAreWarmedUp() {
        Passes passes = passes("Indices", Target.SCALAR);
        float[] x = Floats.signed(passes.in, 3);
        float[] before = passes.predictSingly(passes.model.newSession(), x);
        passes.model.warmUp();
        Floats.assertSameBits("after", before, passes.predictSingly(passes.model.newSession(), x));
        assertFalse(before.length == 0);
    }
}
