package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.grad.Differentiation;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Interpreter;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Output;
import dev.nacre.compiler.tensor.RoundingErrors;
import dev.nacre.compiler.tensor.RoundingErrors.Bounded;
import dev.nacre.compiler.tensor.RoundingNoise;
import dev.nacre.runtime.Tensor;
import dev.nacre.runtime.random.CounterRandom;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;

/**
 * What a network's programs mean for some samples: what a generated class computes is that, up to the rounding of float
 * arithmetic.
 */
final class Meaning {

    private final Program predicting;
    private final Program learning;
    private final Interpreter.Feed feed;
    private final float[] xs;
    private final float[] gradients;
    private final int n;
    private final Map<String, Bounded> prediction = new HashMap<>();
    private final Map<String, Bounded> training = new HashMap<>();
    private final IdentityHashMap<Program, Map<String, double[]>> noise = new IdentityHashMap<>();

    /**
     * The meaning of {@code n} samples with the parameters of one of the targets.
     *
     * @param seed of the samples
     */
    Meaning(Passes passes, Network network, int n, long seed) {
        this.xs = Floats.moderate(n * passes.in, seed);
        this.gradients = Floats.moderate(n * passes.out, seed + 2);
        this.n = n;
        feed = feed(passes, xs, gradients);
        predicting = NnCompiler.program(network, Mode.PREDICTION);
        bounded(predicting).forEach((output, tensor) -> prediction.put(name(output), tensor));
        learning = Differentiation.differentiate(NnCompiler.program(network, Mode.TRAINING));
        bounded(learning).forEach((output, tensor) -> training.put(name(output), tensor));
        addConstants(network);
    }

    /** What the programs of a model with some parameters read. */
    static Interpreter.Feed feed(Passes passes, float[] xs, float[] gradients) {
        Map<String, double[]> parameters = new HashMap<>();
        for (Tensor parameter : passes.model.parameters()) {
            parameters.put(parameter.name(), doubles(parameter.toArray()));
        }
        return new Interpreter.Feed(
                passes.inputs.numbers(xs), passes.outputs.numbers(gradients), parameters, Meaning::uniform);
    }

    /** What no program computes, because it is always the same. */
    private void addConstants(Network network) {
        network.parameters().stream()
                .filter(Meaning::mayMeetZerosAlone)
                .forEach(weight -> training.putIfAbsent("gradient of " + weight.name(), zero(weight.shape())));
        network.parameters().stream()
                .filter(parameter -> !parameter.trainable())
                .forEach(frozen -> {
                    training.put("gradient of " + frozen.name(), zero(frozen.shape()));
                    double[] same = feed.parameters().getOrDefault(frozen.name(), new double[0]);
                    training.putIfAbsent("buffer " + frozen.name(), new Bounded(same, new double[same.length]));
                });
    }

    /** How far each element of a tensor may be from what it means. */
    interface Tolerance {
        /**
         * A bound for each element.
         *
         * @param what the tensor, for a message
         * @param noise as {@link RoundingNoise} has it, for what bounds of errors say nothing about
         */
        double[] of(String what, Bounded expected, Supplier<double[]> noise);
    }

    /** A test of one network, in batches of the given sizes. */
    static DynamicTest test(String name, CompiledModels models, Network network, int... batches) {
        return dynamicTest(name, () -> {
            Map<Integer, Meaning> meanings = new HashMap<>();
            Tolerance tolerance = RoundingBounds.of(network);
            for (Target target : Target.values()) {
                Passes passes = new Passes(models, network.name(), target, count -> Floats.distinct(count, count));
                for (int n : batches) {
                    Meaning meaning =
                            meanings.computeIfAbsent(n, samples -> new Meaning(passes, network, samples, samples + 71));
                    String what = target + ", " + n + " samples: ";
                    Outputs outputs = meaning.check(passes, what, tolerance);
                    if (!EveryOperation.samplesMeet(network) && !EveryOperation.isRandom(network)) {
                        Floats.assertSameBits(what + "training forward", outputs.predicted(), outputs.trained());
                    }
                }
            }
        });
    }

    /** With one step, what a recurrent layer multiplies its state with has no influence, for the first state is zero. */
    private static boolean mayMeetZerosAlone(Parameter parameter) {
        return parameter.name().contains(".weight_hh_");
    }

    private static Bounded zero(Shape shape) {
        return new Bounded(new double[shape.elements()], new double[shape.elements()]);
    }

    private Map<Output, Bounded> bounded(Program program) {
        Map<Output, Bounded> bounded = RoundingErrors.of(program, n, feed);
        Interpreter.run(program, n, feed)
                .forEach((output, values) -> assertArrayEquals(
                        values,
                        bounded.getOrDefault(output, new Bounded(values, values))
                                .values()));
        return bounded;
    }

    private static double uniform(int stream, int sample, int element) {
        float[] number = new float[1];
        CounterRandom.uniform(number, 0, element, 1, CounterRandom.key(Passes.SEED, 0, stream, sample));
        return number[0];
    }

    static String name(Output output) {
        return switch (output.kind()) {
            case RESULT -> Passes.OUTPUT + " " + output.name();
            case PARAMETER_GRADIENT -> "gradient of " + output.name();
            case UPDATE -> "buffer " + output.name();
            case INPUT_GRADIENT -> Passes.INPUT_GRADIENT + " " + output.name();
        };
    }

    /** The same samples' outputs, of a prediction and of a training step. */
    @SuppressWarnings("ArrayRecordComponent")
    record Outputs(float[] predicted, float[] trained) {}

    /** Fails if a target's predictions and gradients, with the same parameters, are further away than tolerated. */
    Outputs check(Passes passes, String target, Tolerance tolerance) {
        float[] predicted = passes.predict(passes.newSession(), xs, 0, n);
        Map<String, double[]> first = byPort(passes, Map.of(Passes.OUTPUT, predicted));
        assertClose(target + "predicted ", prediction, first, predicting, tolerance);
        Map<String, float[]> results = passes.train(1, xs, gradients, n);
        assertClose(target, training, byPort(passes, results), learning, tolerance);
        return new Outputs(predicted, results.getOrDefault(Passes.OUTPUT, new float[0]));
    }

    /** Outputs and gradients of inputs taken apart; indices have no gradient. */
    private static Map<String, double[]> byPort(Passes passes, Map<String, float[]> results) {
        Map<String, double[]> all = new HashMap<>();
        results.forEach((name, values) -> {
            if (name.equals(Passes.OUTPUT)) {
                passes.outputs.numbers(values).forEach((port, part) -> all.put(name + " " + port, part));
            } else if (name.equals(Passes.INPUT_GRADIENT)) {
                passes.gradientsOfInputs.numbers(values).forEach((port, part) -> all.put(name + " " + port, part));
            } else {
                all.put(name, doubles(values));
            }
        });
        return all;
    }

    private void assertClose(
            String what,
            Map<String, Bounded> expected,
            Map<String, double[]> actual,
            Program program,
            Tolerance tolerance) {
        assertEquals(expected.keySet(), actual.keySet(), what);
        expected.forEach((name, tensor) -> {
            double[] errors =
                    tolerance.of(what + name, tensor, () -> noise(program).getOrDefault(name, tensor.errors()));
            assertClose(what + name, tensor.values(), errors, actual.getOrDefault(name, new double[0]));
        });
    }

    private static void assertClose(String what, double[] expected, double[] errors, double[] actual) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < actual.length; i++) {
            double value = expected[i];
            double error = errors[i];
            assertTrue(
                    Math.abs(value - actual[i]) <= error,
                    what + "[" + i + "]: expected " + value + " ± " + error + ", got " + actual[i]);
        }
    }

    private Map<String, double[]> noise(Program program) {
        return noise.computeIfAbsent(program, key -> {
            Map<String, double[]> byName = new HashMap<>();
            RoundingNoise.of(program, n, feed).forEach((output, distances) -> byName.put(name(output), distances));
            return byName;
        });
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
