package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.emit.Target;
import dev.nacre.compiler.grad.Differentiation;
import dev.nacre.compiler.lower.Lowering;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.model.Attention;
import dev.nacre.compiler.model.EncoderLayer;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Interpreter;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Output;
import dev.nacre.compiler.tensor.RoundingErrors;
import dev.nacre.compiler.tensor.RoundingErrors.Bounded;
import dev.nacre.runtime.CounterRandom;
import dev.nacre.runtime.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;

/** What a generated class computes is what its programs mean, up to the rounding of float arithmetic. */
final class Meaning {

    /** Of the largest value, or of 1: what the gradient of one slope, a sum over all samples and elements, may be off. */
    private static final double LARGEST_BOUND = 0.3;

    /**
     * Of the largest value, or of 1: what anything may be off where samples meet, behind several attentions and in an encoder
     * layer. Bounds of errors do not know there that what statistics and weights add up to cancels; they grow with each
     * normalisation, until a variance might be zero, and nothing is known any more.
     */
    private static final double LARGEST_DIFFERENCE = 1e-3;

    private Meaning() {}

    /** A test of one network, in batches of the given sizes. */
    static DynamicTest test(String name, CompiledModels models, Network network, int... batches) {
        return dynamicTest(name, () -> {
            Map<Integer, Expected> expected = new HashMap<>();
            for (Target target : Target.values()) {
                Passes passes = new Passes(models, network.name(), target, count -> Floats.distinct(count, count));
                for (int n : batches) {
                    expected.computeIfAbsent(n, samples -> new Expected(passes, network, samples))
                            .check(passes, target + ", " + n + " samples: ");
                }
            }
        });
    }

    /** What a network's programs mean for some samples. */
    private static final class Expected {

        private final float[] xs;
        private final float[] gradients;
        private final int n;
        /** Whether the bounds of errors ignore that most of them cancel, and say nothing. */
        private final boolean cancelling;

        private final boolean otherwise;
        private final Map<String, Bounded> prediction = new HashMap<>();
        private final Map<String, Bounded> training = new HashMap<>();

        Expected(Passes passes, Network network, int n) {
            this.xs = Floats.moderate(n * passes.in, n + 71);
            this.gradients = Floats.moderate(n * passes.out, n + 73);
            this.n = n;
            boolean meeting = EveryOperation.samplesMeet(network);
            this.cancelling = meeting || count(network, Attention.class) > 1 || count(network, EncoderLayer.class) > 0;
            this.otherwise = meeting || EveryOperation.isRandom(network);
            Map<String, double[]> parameters = new HashMap<>();
            for (Tensor parameter : passes.model.parameters()) {
                parameters.put(parameter.name(), doubles(parameter.toArray()));
            }
            Interpreter.Feed feed = new Interpreter.Feed(
                    passes.inputs.numbers(xs), passes.outputs.numbers(gradients), parameters, Expected::uniform);
            bounded(Lowering.lower(network, Mode.PREDICTION), feed)
                    .forEach((output, tensor) -> prediction.put(name(output), tensor));
            Program program = Differentiation.differentiate(Lowering.lower(network, Mode.TRAINING));
            bounded(program, feed).forEach((output, tensor) -> training.put(name(output), tensor));
            network.parameters().stream()
                    .filter(Expected::mayMeetZerosAlone)
                    .forEach(weight -> training.putIfAbsent("gradient of " + weight.name(), zero(weight.shape())));
            network.parameters().stream()
                    .filter(parameter -> !parameter.trainable())
                    .forEach(frozen -> {
                        training.put("gradient of " + frozen.name(), zero(frozen.shape()));
                        double[] same = parameters.getOrDefault(frozen.name(), new double[0]);
                        training.putIfAbsent("buffer " + frozen.name(), new Bounded(same, new double[same.length]));
                    });
        }

        /** With one step, what a recurrent layer multiplies its state with has no influence, for the first state is zero. */
        private static boolean mayMeetZerosAlone(Parameter parameter) {
            return parameter.name().contains(".weight_hh_");
        }

        private static long count(Network network, Class<? extends Operation> kind) {
            return network.layers().stream()
                    .map(Layer::operation)
                    .filter(kind::isInstance)
                    .count();
        }

        private static Bounded zero(Shape shape) {
            return new Bounded(new double[shape.elements()], new double[shape.elements()]);
        }

        private Map<Output, Bounded> bounded(Program program, Interpreter.Feed feed) {
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

        private static String name(Output output) {
            return switch (output.kind()) {
                case RESULT -> Passes.OUTPUT + " " + output.name();
                case PARAMETER_GRADIENT -> "gradient of " + output.name();
                case UPDATE -> "buffer " + output.name();
                case INPUT_GRADIENT -> Passes.INPUT_GRADIENT + " " + output.name();
            };
        }

        void check(Passes passes, String target) {
            float[] predicted = passes.predict(passes.model.newSession(), xs, 0, n);
            Map<String, double[]> first = byPort(passes, Map.of(Passes.OUTPUT, predicted));
            assertClose(target + "predicted ", prediction, first);
            Map<String, float[]> results = passes.train(1, xs, gradients, n);
            assertClose(target, training, byPort(passes, results));
            if (!otherwise) {
                float[] trained = results.getOrDefault(Passes.OUTPUT, new float[0]);
                Floats.assertSameBits(target + "training forward", predicted, trained);
            }
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

        private void assertClose(String what, Map<String, Bounded> expected, Map<String, double[]> actual) {
            assertEquals(expected.keySet(), actual.keySet(), what);
            expected.forEach(
                    (name, tensor) -> assertClose(what + name, tensor, actual.getOrDefault(name, new double[0])));
        }

        private void assertClose(String what, Bounded expected, double[] actual) {
            assertEquals(expected.values().length, actual.length, what);
            double largest = Arrays.stream(expected.values()).map(Math::abs).reduce(1, Math::max);
            double bound = Arrays.stream(expected.errors()).max().orElse(0);
            assertTrue(
                    cancelling || bound <= LARGEST_BOUND * largest,
                    what + ": an error up to " + bound + " shows nothing");
            for (int i = 0; i < actual.length; i++) {
                double value = expected.values()[i];
                double error = expected.errors()[i];
                if (cancelling) {
                    double most = LARGEST_DIFFERENCE * largest;
                    error = Double.isNaN(error) ? most : Math.min(error, most);
                }
                assertTrue(
                        Math.abs(value - actual[i]) <= error,
                        what + "[" + i + "]: expected " + value + " ± " + error + ", got " + actual[i]);
            }
        }

        private static double[] doubles(float[] values) {
            return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
        }
    }
}
