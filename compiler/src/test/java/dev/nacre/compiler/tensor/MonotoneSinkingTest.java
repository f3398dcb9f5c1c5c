package dev.nacre.compiler.tensor;

import static dev.nacre.compiler.tensor.Programs.x;
import static dev.nacre.compiler.tensor.Scalar.add;
import static dev.nacre.compiler.tensor.Scalar.apply;
import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;
import static dev.nacre.compiler.tensor.Scalar.max;
import static dev.nacre.compiler.tensor.Scalar.min;
import static dev.nacre.compiler.tensor.Scalar.mul;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A map moves below a maximum only where it leaves every bit as it was. */
class MonotoneSinkingTest {

    private static final int BATCH = 2;
    private static final Scalar RELU = max(arg(0), constant(0));
    private static final WindowAxis TWO = new WindowAxis(2, 2, 1, 0, 0);
    private static final WindowAxis EACH = new WindowAxis(1, 1, 1, 0, 0);

    private static Value pool(ProgramBuilder builder, Value value, WindowAxis rows, WindowAxis columns) {
        return builder.max(builder.window(value, List.of(rows, columns), Double.NEGATIVE_INFINITY), List.of(2, 3));
    }

    private static void assertMoves(java.util.function.Function<ProgramBuilder, Value> body) {
        Program before = Programs.of(body);
        Program after = MonotoneSinking.sink(before);
        Verifier.verify(after);
        assertArrayEquals(run(before), run(after), () -> ProgramText.of(after));
        assertEquals(elements(after.outputs().get(0).value()), mapped(after), () -> ProgramText.of(after));
    }

    private static void assertStays(java.util.function.Function<ProgramBuilder, Value> body) {
        Program program = Programs.of(body);
        assertSame(program, MonotoneSinking.sink(program));
    }

    private static int elements(Value value) {
        return value.shape().elements();
    }

    /** The elements of all maps. */
    private static int mapped(Program program) {
        return program.nodes().stream()
                .filter(node -> node.primitive() instanceof Primitive.Map)
                .mapToInt(node -> elements(node.value()))
                .sum();
    }

    private static double[] run(Program program) {
        double[] xs = new double[BATCH * elements(program.nodes().get(0).value())];
        Arrays.setAll(xs, i -> i % 7 == 3 ? Double.NaN : 10 * Math.sin(i * i));
        return run(program, xs);
    }

    private static double[] run(Program program, double[] xs) {
        Interpreter.Feed feed =
                new Interpreter.Feed(Map.of("x", xs), Map.of(), Map.of(), (stream, sample, element) -> 0);
        return Interpreter.run(program, BATCH, feed).values().iterator().next();
    }

    @Test
    void reluMovesBelowAMaximumOfWindows() {
        assertMoves(b -> pool(b, b.map(RELU, x(b, 4, 6, 3)), TWO, TWO));
    }

    @Test
    void soDoBoundsOnBothSides() {
        assertMoves(b -> pool(b, b.map(min(max(arg(0), constant(-1)), constant(1)), x(b, 4, 6, 3)), TWO, EACH));
    }

    @Test
    void reluMovesBelowAMaximumOfWholeAxes() {
        assertMoves(b -> b.max(b.map(RELU, x(b, 4, 6, 3)), List.of(0, 2)));
    }

    /** Before and after, which of its zeros a window of negative numbers and −0 has is open. */
    @Test
    void aZeroMayChangeItsSign() {
        Program before = Programs.of(b -> b.max(b.map(RELU, x(b, 2)), List.of(0)));
        double[] zeros = {-0.0, -1, -0.0, -0.0};
        assertArrayEquals(new double[] {0, -0.0}, run(before, zeros));
        assertArrayEquals(new double[] {-0.0, -0.0}, run(MonotoneSinking.sink(before), zeros));
    }

    @Test
    void paddingMayBePartOfWindows() {
        assertMoves(b -> pool(b, b.map(RELU, x(b, 4, 6, 3)), new WindowAxis(3, 2, 1, 1, 1), TWO));
    }

    @Test
    void aWindowOfPaddingAloneKeepsItsPadding() {
        WindowAxis beyond = new WindowAxis(2, 5, 5, 1, 6);
        assertStays(b -> pool(b, b.map(RELU, x(b, 4, 6, 3)), beyond, TWO));
    }

    @Test
    void whatOthersReadStays() {
        assertStays(b -> {
            Value relu = b.map(RELU, x(b, 4, 6, 3));
            return b.map(add(arg(0), arg(1)), relu, b.max(relu, List.of(0)));
        });
    }

    @Test
    void whatIsAResultStays() {
        ProgramBuilder builder = new ProgramBuilder(Programs.ORIGIN);
        Value relu = builder.map(RELU, x(builder, 4, 6, 3));
        builder.output(Program.Output.Kind.RESULT, "relu", relu);
        builder.output(Program.Output.Kind.RESULT, "max", builder.max(relu, List.of(0)));
        Program program = builder.build();
        assertSame(program, MonotoneSinking.sink(program));
    }

    @Test
    void whatMayFallOrRoundStays() {
        List<UnaryOperator<Scalar>> others = List.of(
                x -> apply(Function.ABS, x),
                x -> apply(Function.TANH, x),
                x -> mul(x, constant(-1)),
                x -> max(constant(0), apply(Function.NEG, x)),
                x -> max(x, mul(x, constant(0.01))));
        others.forEach(body -> assertStays(b -> b.max(b.map(body.apply(arg(0)), x(b, 4, 6, 3)), List.of(0, 1))));
    }

    @Test
    void aSumIsNoMaximum() {
        assertStays(b -> b.sum(b.map(RELU, x(b, 4, 6, 3)), List.of(0, 1), false));
    }

    @Test
    void nothingIsWonByMovingBelowAsManyMaxima() {
        WindowAxis overlapping = new WindowAxis(3, 1, 1, 1, 1);
        assertStays(b -> pool(b, b.map(RELU, x(b, 4, 6, 3)), overlapping, overlapping));
    }
}
