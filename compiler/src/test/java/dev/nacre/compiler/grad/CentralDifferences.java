package dev.nacre.compiler.grad;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.generated.IndexLimits;
import dev.nacre.compiler.tensor.Interpreter;
import dev.nacre.compiler.tensor.Interpreter.Feed;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Output;
import dev.nacre.compiler.tensor.Value;
import dev.nacre.compiler.tensor.Verifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Holds every gradient of a program against (f(p + h) − f(p − h)) / 2h, where f is the results' sum, weighted at random,
 * and p some coordinates of each input and parameter.
 */
final class CentralDifferences {

    private static final double STEP = 1e-5;
    /** f's third derivative is moderate for inputs of order 1, and f's rounding is divided by the step. */
    private static final double TOLERANCE = 1e-8;

    private static final int COORDINATES = 2;
    private static final int ROWS = 7;

    private final Program forward;
    private final Program program;
    private final int batch;
    private final Random random;
    private final Feed feed = new Feed(new HashMap<>(), new HashMap<>(), new HashMap<>(), CentralDifferences::uniform);

    private CentralDifferences(Program forward, int batch, long seed) {
        this.forward = forward;
        this.program = Differentiation.differentiate(forward);
        this.batch = batch;
        this.random = new Random(seed);
    }

    static void check(Program forward, int batch, long seed) {
        new CentralDifferences(forward, batch, seed).check();
    }

    /** Something in [0, 1) that differs between elements. */
    static double uniform(int stream, int sample, int element) {
        return new Random(stream * 1_000_003L + sample * 10_007L + element).nextDouble();
    }

    private void check() {
        Verifier.verify(forward);
        Verifier.verify(program);
        Map<String, Integer> limits = IndexLimits.of(forward);
        for (Node node : forward.nodes()) {
            if (node.primitive() instanceof Primitive.Input input) {
                feed.inputs()
                        .put(
                                input.port(),
                                isIndices(node.value())
                                        ? indices(node.value(), limits.getOrDefault(input.port(), ROWS))
                                        : normal(node.value()));
            } else if (node.primitive() instanceof Primitive.Parameter parameter) {
                feed.parameters().put(parameter.name(), scaled(node.value()));
            }
        }
        forward.outputs().stream().filter(CentralDifferences::isResult).forEach(output -> feed.gradients()
                .put(output.name(), normal(output.value())));
        Map<Output, double[]> results = Interpreter.run(program, batch, feed);
        results.forEach(this::check);
    }

    /** Weights are smaller the more of them a sum has, so that deep networks stay where differences are accurate. */
    private double[] scaled(Value parameter) {
        double scale =
                parameter.shape().rank() == 2 ? 1 / Math.sqrt(parameter.shape().last()) : 1;
        return Arrays.stream(normal(parameter)).map(value -> value * scale).toArray();
    }

    private boolean isIndices(Value value) {
        return forward.nodes().stream()
                .anyMatch(node -> node.primitive() instanceof Primitive.Detach detach
                        && detach.operand().equals(value));
    }

    /** Rows of tables, of which every one has as many, or flags. */
    private double[] indices(Value value, int limit) {
        return random.ints((long) batch * value.shape().elements(), 0, Math.min(ROWS, limit))
                .asDoubleStream()
                .toArray();
    }

    private double[] normal(Value value) {
        int size = (value.batched() ? batch : 1) * value.shape().elements();
        return random.doubles(size, -3, 3).toArray();
    }

    private static boolean isResult(Output output) {
        return output.kind() == Output.Kind.RESULT;
    }

    private void check(Output output, double[] gradient) {
        if (isResult(output) || output.kind() == Output.Kind.UPDATE) {
            return;
        }
        boolean ofParameter = output.kind() == Output.Kind.PARAMETER_GRADIENT;
        double[] point = (ofParameter ? feed.parameters() : feed.inputs()).getOrDefault(output.name(), new double[0]);
        assertEquals(point.length, gradient.length, output.name());
        for (int i = 0; i < Math.min(COORDINATES, point.length); i++) {
            int coordinate = random.nextInt(point.length);
            double difference = difference(point, coordinate);
            double tolerance = TOLERANCE * (1 + Math.abs(difference) + batch);
            assertEquals(difference, gradient[coordinate], tolerance, output.name() + " at " + coordinate);
        }
    }

    private double difference(double[] point, int coordinate) {
        double value = point[coordinate];
        point[coordinate] = value + STEP;
        double[] above = terms();
        point[coordinate] = value - STEP;
        double[] below = terms();
        point[coordinate] = value;
        double sum = 0;
        for (int i = 0; i < above.length; i++) {
            sum += above[i] - below[i];
        }
        return sum / (2 * STEP);
    }

    /** The weighted elements of all results; subtracted before they are summed, those that stay the same cancel. */
    private double[] terms() {
        double[] terms = new double[0];
        for (Map.Entry<Output, double[]> result :
                Interpreter.run(forward, batch, feed).entrySet()) {
            double[] weights = feed.gradients().getOrDefault(result.getKey().name(), new double[0]);
            int before = terms.length;
            terms = Arrays.copyOf(terms, before + weights.length);
            for (int i = 0; i < weights.length; i++) {
                terms[before + i] = weights[i] * result.getValue()[i];
            }
        }
        return terms;
    }
}
