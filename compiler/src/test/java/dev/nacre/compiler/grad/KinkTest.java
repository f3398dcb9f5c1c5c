package dev.nacre.compiler.grad;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.golden.Models;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.tensor.Interpreter;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Output;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where an activation has no one slope, and for infinite and undefined numbers, the result is PyTorch's. */
class KinkTest {

    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static double evaluate(String activation, double x, Output.Kind kind) {
        Program program = Differentiation.differentiate(
                NnCompiler.program(Models.parse("model M (x: [1]) < " + activation + " >"), Mode.TRAINING));
        double[] one = {1};
        Interpreter.Feed feed = new Interpreter.Feed(
                Map.of("x", new double[] {x}),
                Map.of("y", one),
                Map.of("0.weight", new double[] {0.25}),
                (s, n, e) -> 0);
        return Interpreter.run(program, 1, feed).entrySet().stream()
                .filter(result -> result.getKey().kind() == kind)
                .mapToDouble(result -> result.getValue()[0])
                .findFirst()
                .orElseThrow();
    }

    private static void slopes(String activation, double... pointsAndSlopes) {
        for (int i = 0; i < pointsAndSlopes.length; i += 2) {
            double slope = evaluate(activation, pointsAndSlopes[i], Output.Kind.INPUT_GRADIENT);
            assertEquals(pointsAndSlopes[i + 1], slope, 1e-12, activation + "'(" + pointsAndSlopes[i] + ")");
        }
    }

    private static void values(String activation, double... pointsAndValues) {
        for (int i = 0; i < pointsAndValues.length; i += 2) {
            double value = evaluate(activation, pointsAndValues[i], Output.Kind.RESULT);
            assertEquals(pointsAndValues[i + 1], value, 1e-12, activation + "(" + pointsAndValues[i] + ")");
            if (value == 0) {
                assertEquals(
                        1 / pointsAndValues[i + 1],
                        1 / value,
                        "the sign of " + activation + "(" + pointsAndValues[i] + ")");
            }
        }
    }

    @Test
    void reluHasNoSlopeAtZeroAndPassesNotANumber() {
        slopes("relu", 0, 0, -0.0, 0, 1e-300, 1, -1e-300, 0, NAN, 1);
        values("relu", NAN, NAN, -INFINITY, 0, INFINITY, INFINITY, -0.0, -0.0);
    }

    @Test
    void leakyReluAndPreluHaveTheSlopeOfTheirLeftSideAtZero() {
        slopes("leaky_relu", 0, 0.01, 2, 1, -2, 0.01, NAN, 0.01);
        slopes("leaky_relu(negative_slope = -0.5)", 0, -0.5, 2, 1, -2, -0.5);
        slopes("prelu", 0, 0.25, 2, 1, -2, 0.25);
        values("prelu", NAN, NAN, -4, -1);
    }

    @Test
    void clampsHaveNoSlopeOnTheirBounds() {
        slopes("hardtanh", -1, 0, 1, 0, -0.999, 1, 0.999, 1, 2, 0, -2, 0, NAN, 1);
        slopes("relu6", 0, 0, 6, 0, 5.999, 1, 0.001, 1, -1, 0, 7, 0, NAN, 1);
        slopes("hardsigmoid", -3, 0, 3, 0, -2.999, 1.0 / 6, 2.999, 1.0 / 6, 4, 0, -4, 0);
        values("hardtanh", NAN, NAN, -INFINITY, -1, INFINITY, 1);
        values("relu6", NAN, NAN, -0.0, -0.0);
        values("hardsigmoid", NAN, NAN, -INFINITY, 0, INFINITY, 1);
    }

    @Test
    void hardswishIsFlatOnTheLeftAndTheIdentityOnTheRight() {
        slopes("hardswish", -3, 0, -4, 0, 3, 1, 4, 1, 0, 0.5, 1.5, 1, NAN, NAN);
        values("hardswish", -3, -0.0, 3, 3, 1, 2.0 / 3);
    }

    @Test
    void eluIsSmoothAtZeroAndSeluIsNot() {
        slopes("elu", 0, 1, -1, Math.exp(-1), 5, 1, -INFINITY, 0);
        slopes("elu(alpha = 0.5)", 0, 0.5, 1e-300, 1);
        slopes("selu", 0, 1.0507009873554805 * 1.6732632423543772, 1, 1.0507009873554805);
        values("elu", NAN, NAN, -INFINITY, -1);
        values("selu", NAN, NAN);
    }

    @Test
    void smoothOnesAreRightFarOut() {
        slopes("logsigmoid", 0, 0.5, 800, 0, -800, 1);
        slopes("softplus", 0, 0.5, 800, 1, -800, 0, 20, 1 / (1 + Math.exp(-20)), 20.001, 1);
        slopes("softsign", 0, 1, 1e6, 1e-12 / Math.pow(1 + 1e-6, 2));
        slopes("gelu", 0, 0.5, 40, 1, -40, 0);
        slopes("gelu(approximate = \"tanh\")", 0, 0.5, 40, 1, -40, 0);
        slopes("silu", 0, 0.5, 800, 1);
        slopes("mish", 0, 0.6, 800, 1);
        values("softplus", 0, Math.log(2), 800, 800, -800, 0, NAN, NAN);
        values("logsigmoid", 800, 0, -800, -800);
        values("mish", 0, 0, 800, 800, NAN, NAN);
    }

    @Test
    void theFirstOfSeveralMaximaHasTheGradientOfItsWindow() {
        assertArrayEquals(new double[] {0, 1, 0, 1, 0, 0}, gradient("(x: [1, 6]) < maxpool1d(3) >", 1, 2, 2, 0, 0, 0));
        assertArrayEquals(
                new double[] {0, 2, 1, 0},
                gradient("(x: [1, 4]) < maxpool1d(2, stride = 1) >", 1, 3, 2, 2),
                "of windows that overlap");
        assertArrayEquals(new double[] {1, 0, 0}, gradient("(x: [3]) < max(dim = 0) >", NAN, NAN, 1));
        assertArrayEquals(new double[] {1, 0, 0}, gradient("(x: [3]) < max(dim = 0) >", -0.0, 0, 0));
    }

    private static double[] gradient(String model, double... x) {
        Program program =
                Differentiation.differentiate(NnCompiler.program(Models.parse("model M " + model), Mode.TRAINING));
        double[] ones = new double[program.outputs().get(0).value().shape().elements()];
        Arrays.fill(ones, 1);
        Interpreter.Feed feed = new Interpreter.Feed(Map.of("x", x), Map.of("y", ones), Map.of(), (s, n, e) -> 0);
        return Interpreter.run(program, 1, feed).entrySet().stream()
                .filter(result -> result.getKey().kind() == Output.Kind.INPUT_GRADIENT)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void softmaxOfLargeNumbersDoesNotOverflow() {
        values("softmax", 1e30, 1, -1e30, 1);
        values("log_softmax", 1e30, 0);
    }
}
