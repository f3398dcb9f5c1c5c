package dev.nacre.compiler.generated;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.training.TrainingPass;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A sequence in two calls, of which the second starts with the states in which the first ended, has the bits of the whole, and so have
 * gradients that go back through both.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CarriedStateTest {

    private static final int STEPS = 21;
    private static final int[] CUTS = {1, 5, 16, 20};

    private static final String MODEL = """
            model Resumed (x: [T <= 21, 5], h: [2,17], c: [2,17], g: [1], r: [16])
                -> (y: [T,16], hn: [2,17], cn: [2,17], gn: [1], rn: [16]) <
              from x; lstm(17, num_layers = 2, state = (h, c)) -> (u, hn, cn);
              gru(1, state = g) -> (v, gn);
              from (u, v); concat; rnn(16, nonlinearity = "relu", state = r) -> (y, rn)
            >
            """;

    private final CompiledModels models;

    CarriedStateTest() throws IOException {
        SourceFile file = new SourceFile("resumed.nn", "test", MODEL);
        List<Network> checked = NnCompiler.check(List.of(file), new Diagnostics());
        models = CompiledModels.of(checked);
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void aSequenceInTwoCallsHasTheBitsOfTheWhole(Target target) {
        Model model = models.create("Resumed", target, 7);
        PortArrays whole = random(model.spec().inputs(), 1);
        PortArrays gradients = random(model.spec().outputs(), 2);
        Call all = new Call(model, whole, gradients);
        for (int cut : CUTS) {
            PortArrays first = withRows(whole, rows(whole, 0, cut));
            Call forward = new Call(model, first, withRows(gradients, rows(gradients, 0, cut)));
            PortArrays second = withRows(forward.outputs, rows(whole, cut, STEPS));
            Call after = new Call(model, second, withRows(gradients, rows(gradients, cut, STEPS)));
            PortArrays back = withRows(after.ofInputs, rows(gradients, 0, cut));
            Call before = new Call(model, first, back);
            String what = "cut at " + cut;
            assertSame(what + ", predicted", all.predicted, forward.predicted, after.predicted, after.predicted);
            assertSame(what + ", trained", all.outputs, before.outputs, after.outputs, after.outputs);
            assertSame(what + ", gradient", all.ofInputs, before.ofInputs, after.ofInputs, before.ofInputs);
        }
    }

    /** What a call makes of one sample: first rows for steps, and behind them what is carried. */
    private static final class Call {

        private final PortArrays predicted;
        private final PortArrays outputs;
        private final PortArrays ofInputs;

        Call(Model model, PortArrays inputs, PortArrays gradients) {
            predicted = zeros(gradients);
            outputs = zeros(gradients);
            ofInputs = zeros(inputs);
            model.newSession().predict(inputs, predicted);
            int steps = inputs.floats(0).length / 5;
            TrainingPass pass = model.newTraining();
            pass.forward(inputs.withLengths(new int[] {steps}), outputs, 1);
            pass.backward(gradients, 1);
            pass.inputGradient(ofInputs);
        }
    }

    private static PortArrays random(List<Port> ports, int seed) {
        Random random = new Random(seed);
        PortArrays arrays = PortArrays.zeros(ports, 1);
        for (int i = 0; i < arrays.size(); i++) {
            for (int j = 0; j < arrays.floats(i).length; j++) {
                arrays.floats(i)[j] = (float) random.nextGaussian();
            }
        }
        return arrays;
    }

    private static PortArrays zeros(PortArrays like) {
        Object[] arrays = new Object[like.size()];
        Arrays.setAll(arrays, i -> new float[like.floats(i).length]);
        return PortArrays.of(arrays);
    }

    private static float[] rows(PortArrays arrays, int from, int to) {
        int width = arrays.floats(0).length / STEPS;
        return Arrays.copyOfRange(arrays.floats(0), from * width, to * width);
    }

    /** Other rows beside what is carried. */
    private static PortArrays withRows(PortArrays carried, float[] rows) {
        Object[] arrays = new Object[carried.size()];
        Arrays.setAll(arrays, i -> i == 0 ? rows : carried.floats(i));
        return PortArrays.of(arrays);
    }

    private static void assertSame(
            String what, PortArrays expected, PortArrays first, PortArrays second, PortArrays carried) {
        float[] rows = Arrays.copyOf(first.floats(0), expected.floats(0).length);
        System.arraycopy(second.floats(0), 0, rows, first.floats(0).length, second.floats(0).length);
        Floats.assertSameBits(what + ", rows", expected.floats(0), rows);
        for (int i = 1; i < expected.size(); i++) {
            Floats.assertSameBits(what + ", array " + i, expected.floats(i), carried.floats(i));
        }
    }
}
