package dev.nacre.compiler.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.generated.EveryOperation;
import dev.nacre.compiler.generated.IndexLimits;
import dev.nacre.compiler.golden.GoldenCase;
import dev.nacre.compiler.golden.Models;
import dev.nacre.compiler.grad.Differentiation;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.model.Embedding;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.tensor.Interpreter;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Output;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What networks are lowered to means what their layers do, and its gradients are slopes of that. */
class NetworkOracleTest {

    private static final int SAMPLES = 3;
    /** Rows that all tables have. */
    private static final int ROWS = 7;
    /** Of the largest value: both are sums in {@code double}, in different orders. */
    private static final double ROUNDING = 1e-9;
    /** A step for differences, and what these may be off: its square, and rounding divided by it. */
    private static final double STEP = 1e-6;

    private static final double DIFFERENCE = 1e-6;

    @TestFactory
    Stream<DynamicTest> loweredNetworksMeanWhatTheirLayersDo() {
        Stream<Network> golden = GoldenCase.all().stream().map(test -> Models.parse(test.nn()));
        return Stream.concat(EveryOperation.networks().stream(), golden)
                .map(network -> dynamicTest(network.name() + " of " + network.span(), () -> check(network)));
    }

    private static void check(Network network) {
        Sample sample = new Sample(network);
        Map<String, double[]> predicted = NetworkOracle.predict(network, sample.inputs, sample.parameters, SAMPLES);
        assertClose(
                "predicted ", predicted, sample.run(NnCompiler.program(network, Mode.PREDICTION), Output.Kind.RESULT));
        if (!EveryOperation.isRandom(network)) {
            NetworkOracle.Result trained = NetworkOracle.train(network, sample.inputs, sample.parameters, SAMPLES);
            Program program = Differentiation.differentiate(NnCompiler.program(network, Mode.TRAINING));
            assertClose("trained ", trained.outputs(), sample.run(program, Output.Kind.RESULT));
            assertClose("buffer ", trained.buffers(), sample.run(program, Output.Kind.UPDATE));
            sample.run(program, Output.Kind.PARAMETER_GRADIENT)
                    .forEach((name, gradient) -> sample.assertSlope(name, sample.parameters, gradient));
            sample.run(program, Output.Kind.INPUT_GRADIENT)
                    .forEach((name, gradient) -> sample.assertSlope(name, sample.inputs, gradient));
        }
    }

    private static void assertClose(String what, Map<String, double[]> expected, Map<String, double[]> actual) {
        assertEquals(expected.keySet(), actual.keySet(), what);
        expected.forEach((name, values) -> {
            double[] found = actual.getOrDefault(name, new double[0]);
            assertEquals(values.length, found.length, what + name);
            double largest = Arrays.stream(values).map(Math::abs).reduce(1, Math::max);
            for (int i = 0; i < found.length; i++) {
                assertEquals(values[i], found[i], ROUNDING * largest, what + name + " at " + i);
            }
        });
    }

    /** Inputs, parameters and gradients of outputs for one network, of signed numbers. */
    private static final class Sample {

        private final Network network;
        private final SplittableRandom random = new SplittableRandom(11);
        private final Map<String, double[]> inputs = new HashMap<>();
        private final Map<String, double[]> parameters = new HashMap<>();
        private final Map<String, double[]> gradients = new HashMap<>();

        Sample(Network network) {
            this.network = network;
            Map<String, Integer> limits = IndexLimits.of(NnCompiler.program(network, Mode.PREDICTION));
            for (Network.Port port : network.inputs()) {
                double[] values = numbers(SAMPLES * port.shape().elements(), 2);
                if (!port.isFloat()) {
                    int limit = Math.min(ROWS, limits.getOrDefault(port.name(), ROWS));
                    Arrays.setAll(values, i -> random.nextInt(limit));
                }
                inputs.put(port.name(), values);
            }
            for (Parameter parameter : network.parameters()) {
                double[] values = numbers(parameter.shape().elements(), 0.5);
                if (parameter.name().endsWith("running_var")) {
                    Arrays.setAll(values, i -> 0.5 + Math.abs(values[i]));
                }
                parameters.put(parameter.name(), values);
            }
            for (Network.Port port : network.outputs()) {
                gradients.put(port.name(), numbers(SAMPLES * port.shape().elements(), 1));
            }
        }

        private double[] numbers(int count, double largest) {
            double[] numbers = new double[count];
            Arrays.setAll(numbers, i -> largest * (2 * random.nextDouble() - 1));
            return numbers;
        }

        Map<String, double[]> run(Program program, Output.Kind kind) {
            Interpreter.Feed feed = new Interpreter.Feed(inputs, gradients, parameters, (s, n, e) -> 0);
            Map<String, double[]> results = new HashMap<>();
            Interpreter.run(program, SAMPLES, feed).forEach((output, values) -> {
                if (output.kind() == kind) {
                    results.put(output.name(), values);
                }
            });
            return results;
        }

        /** Along one direction, in which all elements of a tensor move. */
        void assertSlope(String name, Map<String, double[]> tensors, double[] gradient) {
            double[] at = NetworkOracle.named(tensors, name);
            double[] direction = direction(name, at.length);
            double slope = 0;
            double size = 1;
            for (int i = 0; i < at.length; i++) {
                slope += direction[i] * gradient[i];
                size += Math.abs(direction[i] * gradient[i]);
            }
            double above = loss(tensors, name, moved(at, direction, STEP));
            double below = loss(tensors, name, moved(at, direction, -STEP));
            tensors.put(name, at);
            assertEquals((above - below) / (2 * STEP), slope, DIFFERENCE * size, "slope along " + name);
        }

        /** Not along a table's row for padding, which is not trained. */
        private double[] direction(String name, int length) {
            double[] direction = numbers(length, 1);
            for (Layer layer : network.layers()) {
                if (layer.operation() instanceof Embedding table
                        && table.padding() != Embedding.NO_PADDING
                        && layer.parameters().contains(name)) {
                    int row = table.padding() * table.size();
                    Arrays.fill(direction, row, row + table.size(), 0);
                }
            }
            return direction;
        }

        private double loss(Map<String, double[]> tensors, String name, double[] values) {
            tensors.put(name, values);
            double sum = 0;
            for (var output : NetworkOracle.train(network, inputs, parameters, SAMPLES)
                    .outputs()
                    .entrySet()) {
                double[] gradient = gradients.getOrDefault(output.getKey(), new double[0]);
                for (int i = 0; i < gradient.length; i++) {
                    sum += gradient[i] * output.getValue()[i];
                }
            }
            return sum;
        }

        private static double[] moved(double[] at, double[] direction, double step) {
            double[] moved = at.clone();
            Arrays.setAll(moved, i -> at[i] + step * direction[i]);
            return moved;
        }
    }
}
