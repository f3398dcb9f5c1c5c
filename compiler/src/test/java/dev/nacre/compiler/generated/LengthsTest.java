package dev.nacre.compiler.generated;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.training.TrainingPass;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of lengths that are known at the call: a sample of length t has the bits of the model that is written with t instead,
 * alone and in any batch, for any number of threads, forward and backward.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LengthsTest {

    /** Around the lanes of the smallest and of the largest vector, one, and the bound. */
    private static final int[] LENGTHS = {1, 5, 16, 21};

    private static final Pattern DECLARED = Pattern.compile("\\b([A-Z]) <= (\\d+)");

    private final Map<String, Network> networks = new LinkedHashMap<>();
    private final Map<String, Integer> leasts = new LinkedHashMap<>();
    private final CompiledModels models;

    LengthsTest() throws IOException {
        String text;
        try (var in = LengthsTest.class.getResourceAsStream("/lengths/any-length.nn")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        StringBuilder all = new StringBuilder(text);
        SourceFile itself = new SourceFile("any-length.nn", "test", text);
        for (Network network : NnCompiler.check(List.of(itself), new Diagnostics())) {
            leasts.put(
                    network.name(),
                    Lengths.of(network).declared().stream()
                            .mapToInt(Lengths.of(network)::least)
                            .max()
                            .orElse(1));
            Matcher own = Pattern.compile("\\nmodel " + network.name() + " [^\\n]*\\n( [^\\n]*\\n|>\\n)*")
                    .matcher(text);
            if (!own.find()) {
                throw new IllegalStateException(network.name());
            }
            for (int length : LENGTHS) {
                all.append(fixed(own.group(), network.name(), length));
            }
        }
        SourceFile file = new SourceFile("any-length.nn", "test", all.toString());
        List<Network> checked = NnCompiler.check(List.of(file), new Diagnostics());
        checked.forEach(network -> networks.put(network.name(), network));
        models = CompiledModels.of(checked);
    }

    /** The models with a number for each length, which is less where the bound is. */
    private String fixed(String text, String name, int length) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        Matcher declared = DECLARED.matcher(text);
        while (declared.find()) {
            sizes.put(declared.group(1), Math.min(atLeast(name, length), Integer.parseInt(declared.group(2))));
        }
        String fixed = DECLARED.matcher(text).replaceAll("$1");
        return SizeFormula.replaced(fixed, sizes).replaceAll("model (\\w+)", "model $1" + length);
    }

    private int atLeast(String name, int length) {
        return Math.max(length, leasts.getOrDefault(name, 1));
    }

    Stream<Arguments> cases() {
        return Stream.of(
                        "Words",
                        "Frames",
                        "Gates",
                        "Carried",
                        "Two",
                        "Dropped",
                        "Sizes",
                        "Signal",
                        "Strided",
                        "Shrinking",
                        "Single",
                        "Attending",
                        "Shares",
                        "Twice",
                        "Masked")
                .flatMap(name -> Stream.of(Target.values()).map(target -> arguments(name, target)));
    }

    /** What one sample is made of, and what comes of it. */
    private record Sample(PortArrays inputs, PortArrays gradients, PortArrays outputs) {}

    private static Sample sample(Model fixed, int length) {
        Random random = new Random(length);
        PortArrays inputs = PortArrays.zeros(fixed.spec().inputs(), 1);
        for (int i = 0; i < inputs.size(); i++) {
            Port port = fixed.spec().inputs().get(i);
            for (int j = 0; j < port.width(); j++) {
                if (port.isFloat()) {
                    inputs.floats(i)[j] = (float) random.nextGaussian();
                } else {
                    inputs.ints(i)[j] = random.nextInt(port.rows());
                }
            }
        }
        PortArrays gradients = PortArrays.zeros(fixed.spec().outputs(), 1);
        for (int i = 0; i < gradients.size(); i++) {
            float[] values = gradients.floats(i);
            for (int j = 0; j < values.length; j++) {
                values[j] = (float) random.nextGaussian();
            }
        }
        return new Sample(inputs, gradients, PortArrays.zeros(fixed.spec().outputs(), 1));
    }

    private Model fixed(String name, int length, Target target) {
        return models.create(name + length, target, 7);
    }

    private int[][] lengths(String name, Model any, int... of) {
        return any.spec().lengthPorts().stream()
                .map(port -> {
                    int bound = port.bound();
                    int[] each = new int[of.length];
                    for (int i = 0; i < of.length; i++) {
                        each[i] = Math.min(atLeast(name, of[i]), bound);
                    }
                    return each;
                })
                .toArray(int[][]::new);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aSampleHasTheBitsOfTheModelWithItsLength(String name, Target target) {
        Model any = models.create(name, target, 7);
        InferenceSession session = any.newSession();
        for (int length : LENGTHS) {
            Model fixed = fixed(name, length, target);
            Sample sample = sample(fixed, length);
            fixed.newSession().predict(sample.inputs, sample.outputs);
            PortArrays outputs = PortArrays.zeros(fixed.spec().outputs(), 1);
            session.predict(sample.inputs, outputs);
            assertSame(name + " of length " + length, sample.outputs, outputs);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void samplesOfABatchHaveTheBitsThatTheyHaveAlone(String name, Target target) {
        Model any = models.create(name, target, 7);
        int[] order = {16, 1, 21, 5, 5, 1, 21};
        List<Sample> samples = new ArrayList<>();
        for (int length : order) {
            Model fixed = fixed(name, length, target);
            Sample sample = sample(fixed, length);
            fixed.newSession().predict(sample.inputs, sample.outputs);
            samples.add(sample);
        }
        PortArrays inputs = packed(
                        any.spec().inputs(),
                        samples.stream().map(Sample::inputs).toList())
                .withLengths(lengths(name, any, order));
        PortArrays expected = packed(
                any.spec().outputs(), samples.stream().map(Sample::outputs).toList());
        InferenceSession session = any.newSession();
        for (int threads : new int[] {1, 3, 1}) {
            session.threads(threads);
            PortArrays outputs = packed(
                    any.spec().outputs(),
                    samples.stream().map(Sample::gradients).toList());
            session.predict(inputs, outputs, order.length);
            assertSame(name + " on " + threads + " threads", expected, outputs);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsOfABatchAreThoseOfItsSamplesOneAfterTheOther(String name, Target target) {
        Model any = models.create(name, target, 7);
        // Random numbers depend on the place in the batch.
        int[] order = name.equals("Dropped") ? new int[] {16} : new int[] {5, 21, 1, 16, 5};
        List<Sample> samples = new ArrayList<>();
        Map<String, float[]> sums = new LinkedHashMap<>();
        List<PortArrays> ofInputs = new ArrayList<>();
        for (int length : order) {
            Model fixed = fixed(name, length, target);
            Sample sample = sample(fixed, length);
            TrainingPass pass = fixed.newTraining();
            for (Tensor gradient : pass.gradients()) {
                gradient.copyFrom(sums.getOrDefault(gradient.name(), gradient.toArray()));
            }
            PortArrays ofInput = PortArrays.zeros(floats(fixed), 1);
            train(pass, sample.inputs, sample.outputs, sample.gradients, ofInput, 1);
            for (Tensor gradient : pass.gradients()) {
                sums.put(gradient.name(), gradient.toArray());
            }
            samples.add(sample);
            ofInputs.add(ofInput);
        }
        PortArrays inputs = packed(
                        any.spec().inputs(),
                        samples.stream().map(Sample::inputs).toList())
                .withLengths(lengths(name, any, order));
        PortArrays gradients = packed(
                any.spec().outputs(), samples.stream().map(Sample::gradients).toList());
        for (int threads : new int[] {1, 3}) {
            PortArrays outputs = packed(
                    any.spec().outputs(),
                    samples.stream().map(Sample::gradients).toList());
            PortArrays ofInput = packed(
                    floats(any), ofInputs.stream().map(LengthsTest::zeros).toList());
            TrainingPass pass = any.newTraining();
            pass.threads(threads);
            train(pass, inputs, outputs, gradients, ofInput, order.length);
            assertSame(
                    name,
                    packed(
                            any.spec().outputs(),
                            samples.stream().map(Sample::outputs).toList()),
                    outputs);
            assertSame(name + "'s inputs", packed(floats(any), ofInputs), ofInput);
            for (Tensor gradient : pass.gradients()) {
                Floats.assertSameBits(
                        gradient.name(), sums.getOrDefault(gradient.name(), new float[0]), gradient.toArray());
            }
        }
    }

    private static List<Port> floats(Model model) {
        return model.spec().inputs().stream().filter(Port::isFloat).toList();
    }

    private static PortArrays zeros(PortArrays like) {
        Object[] arrays = new Object[like.size()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = new float[like.floats(i).length];
        }
        return PortArrays.of(arrays);
    }

    private static void train(
            TrainingPass pass, PortArrays inputs, PortArrays outputs, PortArrays gradients, PortArrays ofInput, int n) {
        pass.seed(3);
        pass.forward(inputs, outputs, n);
        pass.backward(gradients, n);
        if (ofInput.size() > 0) {
            pass.inputGradient(ofInput);
        }
    }

    /** The arrays of samples, one behind the other. */
    private static PortArrays packed(List<Port> ports, List<PortArrays> samples) {
        Object[] arrays = new Object[ports.size()];
        for (int i = 0; i < arrays.length; i++) {
            int port = i;
            if (ports.get(i).isFloat()) {
                int size = samples.stream()
                        .mapToInt(sample -> sample.floats(port).length)
                        .sum();
                float[] all = new float[size];
                int at = 0;
                for (PortArrays sample : samples) {
                    System.arraycopy(sample.floats(i), 0, all, at, sample.floats(i).length);
                    at += sample.floats(i).length;
                }
                arrays[i] = all;
            } else {
                arrays[i] = samples.stream()
                        .flatMapToInt(sample -> Arrays.stream(sample.ints(port)))
                        .toArray();
            }
        }
        return PortArrays.of(arrays);
    }

    private static void assertSame(String what, PortArrays expected, PortArrays actual) {
        for (int i = 0; i < expected.size(); i++) {
            Floats.assertSameBits(what + ", array " + i, expected.floats(i), actual.floats(i));
        }
    }
}
