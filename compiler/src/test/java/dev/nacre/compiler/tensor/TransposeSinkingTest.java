package dev.nacre.compiler.tensor;

import static dev.nacre.compiler.tensor.Programs.w;
import static dev.nacre.compiler.tensor.Programs.x;
import static dev.nacre.compiler.tensor.Scalar.add;
import static dev.nacre.compiler.tensor.Scalar.apply;
import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.mul;
import static dev.nacre.compiler.tensor.Scalar.sub;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Few transposes are left, and programs mean what they meant. */
class TransposeSinkingTest {

    private static final int BATCH = 3;

    /** [c, h, w] with channels last. */
    private static Value last(ProgramBuilder builder, Value value) {
        return builder.transpose(value, List.of(1, 2, 0));
    }

    /** [h, w, c] with channels first. */
    private static Value first(ProgramBuilder builder, Value value) {
        return builder.transpose(value, List.of(2, 0, 1));
    }

    /** What stands for a convolution: a product over channels, on channels last. */
    private static Value conv(ProgramBuilder builder, Value image, String name, int out) {
        int in = image.shape().size(0);
        Value weight = builder.parameter(name, Shape.of(out, in));
        Value product = builder.contract(
                last(builder, image), List.of(0, 1, 2), weight, List.of(3, 2), List.of(0, 1, 3), false);
        Value bias = builder.parameter(name + ".bias", Shape.of(out));
        return first(builder, builder.map(add(arg(0), arg(1)), product, bias));
    }

    private static Value relu(ProgramBuilder builder, Value value) {
        return builder.map(Scalar.max(arg(0), Scalar.constant(0)), value);
    }

    private static Value tanh(ProgramBuilder builder, Value value) {
        return builder.map(apply(Function.TANH, arg(0)), value);
    }

    private static Value sum(ProgramBuilder builder, Value left, Value right) {
        return builder.map(add(arg(0), arg(1)), left, right);
    }

    private static Value flatten(ProgramBuilder builder, Value value) {
        return builder.reshape(value, Shape.of(value.shape().elements()));
    }

    private static Value softmax(ProgramBuilder builder, Value value, int axis) {
        Value max = builder.detach(builder.max(value, List.of(axis)));
        Value powers = builder.map(apply(Function.EXP, sub(arg(0), arg(1))), value, max);
        Value inverse = builder.map(Scalar.div(Scalar.constant(1), arg(0)), builder.sum(powers, List.of(axis), false));
        return builder.map(mul(arg(0), arg(1)), powers, inverse);
    }

    private static void assertTransposes(int expected, java.util.function.Function<ProgramBuilder, Value> body) {
        Program before = Programs.of(body);
        Program after = TransposeSinking.sink(before);
        Verifier.verify(after);
        assertArrayEquals(run(before), run(after), 1e-12, () -> ProgramText.of(after));
        assertEquals(expected, transposes(after), () -> ProgramText.of(after));
    }

    private static long transposes(Program program) {
        return program.nodes().stream()
                .filter(node -> node.primitive() instanceof Primitive.Transpose)
                .count();
    }

    private static double[] run(Program program) {
        Map<String, double[]> inputs = new java.util.HashMap<>();
        Map<String, double[]> parameters = new java.util.HashMap<>();
        for (Program.Node node : program.nodes()) {
            int elements = node.value().shape().elements();
            if (node.primitive() instanceof Primitive.Input input) {
                inputs.put(input.port(), numbers(elements * BATCH, input.port()));
            } else if (node.primitive() instanceof Primitive.Parameter parameter) {
                parameters.put(parameter.name(), numbers(elements, parameter.name()));
            }
        }
        Interpreter.Feed feed = new Interpreter.Feed(
                inputs, Map.of(), parameters, (stream, sample, element) -> Math.sin(stream + 7 * sample + 3 * element));
        return Interpreter.run(program, BATCH, feed).values().iterator().next();
    }

    private static double[] numbers(int count, String name) {
        Random random = new Random(name.hashCode());
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> random.nextDouble() - 0.5);
        return numbers;
    }

    @Test
    void aProgramWithoutTransposesStaysAsItIs() {
        Program program = Programs.of(b -> flatten(b, tanh(b, x(b, 2, 3, 4))));
        assertSame(program, TransposeSinking.sink(program));
    }

    @Test
    void nothingIsLeftBetweenConvolutions() {
        assertTransposes(2, b -> conv(b, tanh(b, relu(b, conv(b, x(b, 2, 3, 4), "a", 5))), "b", 6));
    }

    @Test
    void anImageOfOneChannelNeedsNone() {
        assertTransposes(1, b -> flatten(b, relu(b, conv(b, x(b, 1, 3, 4), "a", 5))));
        assertTransposes(0, b -> relu(b, conv(b, relu(b, conv(b, x(b, 1, 3, 4), "a", 5)), "b", 1)));
        assertTransposes(0, b -> conv(b, relu(b, conv(b, x(b, 1, 3, 4), "a", 1)), "b", 1));
    }

    @Test
    void anImageOfOnePixelNeedsNone() {
        assertTransposes(0, b -> flatten(b, relu(b, conv(b, relu(b, x(b, 4, 1, 1)), "a", 5))));
    }

    @Test
    void aFlattenedImageIsTransposedOnceAndLast() {
        assertTransposes(2, b -> {
            Value image = relu(b, conv(b, x(b, 2, 3, 4), "a", 5));
            return flatten(b, tanh(b, image));
        });
    }

    @Test
    void aResidualStaysOnItsSide() {
        assertTransposes(2, b -> {
            Value stem = conv(b, x(b, 2, 3, 4), "stem", 5);
            Value once = relu(b, sum(b, stem, conv(b, relu(b, conv(b, stem, "a", 5)), "b", 5)));
            return flatten(b, relu(b, sum(b, conv(b, once, "c", 5), once)));
        });
    }

    @Test
    void aResidualAroundTheFirstConvolutionTakesTheTransposedInput() {
        assertTransposes(2, b -> {
            Value x = x(b, 2, 3, 4);
            return relu(b, sum(b, x, conv(b, x, "a", 2)));
        });
    }

    @Test
    void readersThatGoApartShareOneTranspose() {
        assertTransposes(2, b -> {
            Value image = relu(b, conv(b, x(b, 2, 3, 4), "a", 5));
            Value left = b.sum(flatten(b, tanh(b, image)), List.of(0), false);
            Value right = b.sum(flatten(b, b.map(apply(Function.EXP, arg(0)), image)), List.of(0), false);
            return sum(b, left, right);
        });
    }

    @Test
    void channelsAreJoinedAndCutOnTheOtherSide() {
        assertTransposes(2, b -> {
            Value image = conv(b, x(b, 2, 3, 4), "a", 5);
            Value joined = b.concat(List.of(image, tanh(b, image), conv(b, image, "b", 3)), 0);
            return flatten(b, conv(b, b.slice(b.slice(joined, 0, 2, 7), 2, 1, 2), "c", 4));
        });
    }

    @Test
    void softmaxOverAnyAxisIsComputedOnTheOtherSide() {
        for (int axis = 0; axis < 3; axis++) {
            int over = axis;
            assertTransposes(2, b -> flatten(b, softmax(b, conv(b, x(b, 2, 3, 4), "a", 5), over)));
        }
    }

    @Test
    void sumsAreTransposedInsteadOfWhatIsSummed() {
        assertTransposes(1, b -> {
            Value image = relu(b, conv(b, x(b, 2, 3, 4), "a", 5));
            return flatten(b, b.sum(image, List.of(1, 2), false));
        });
    }

    @Test
    void numbersOfChannelsAndOfRowsAreBroadcastOnTheOtherSide() {
        assertTransposes(2, b -> {
            Value image = conv(b, x(b, 2, 3, 4), "a", 5);
            Value squeezed = tanh(b, flatten(b, b.sum(image, List.of(1, 2), false)));
            Value weighted = b.map(mul(arg(0), arg(1)), image, b.reshape(squeezed, Shape.of(5, 1, 1)));
            return conv(b, b.map(mul(arg(0), arg(1)), weighted, b.max(image, List.of(0))), "b", 2);
        });
    }

    @Test
    void aMaskOfChannelsIsDrawnOnTheOtherSide() {
        assertTransposes(2, b -> {
            Value image = conv(b, x(b, 2, 3, 4), "a", 5);
            return conv(b, b.map(mul(arg(0), arg(1)), image, b.random(Shape.of(5, 1, 1), 7)), "b", 2);
        });
    }

    @Test
    void aMaskOfElementsIsTransposedOnce() {
        assertTransposes(3, b -> {
            Value image = conv(b, x(b, 2, 3, 4), "a", 5);
            return conv(b, b.map(mul(arg(0), arg(1)), image, b.random(Shape.of(5, 3, 4), 7)), "b", 2);
        });
    }

    @Test
    void aParameterStaysWhereItIs() {
        assertTransposes(4, b -> {
            Value image = b.map(mul(arg(0), arg(1)), conv(b, x(b, 2, 3, 4), "a", 5), w(b, 4));
            return conv(b, image, "b", 2);
        });
        assertTransposes(2, b -> {
            Value image = b.map(mul(arg(0), arg(1)), conv(b, x(b, 2, 3, 4), "a", 5), w(b, 1));
            return conv(b, image, "b", 2);
        });
        assertTransposes(1, b -> {
            Value swapped = b.transpose(x(b, 2, 3, 4), List.of(1, 0, 2));
            return b.map(mul(arg(0), arg(1)), swapped, w(b, 4));
        });
    }

    @Test
    void ordersBecomeOne() {
        assertTransposes(0, b -> {
            Value once = tanh(b, b.transpose(x(b, 2, 3, 4), List.of(1, 2, 0)));
            Value twice = tanh(b, b.transpose(once, List.of(1, 2, 0)));
            return b.transpose(twice, List.of(1, 2, 0));
        });
        assertTransposes(1, b -> {
            Value once = tanh(b, b.transpose(x(b, 2, 3, 4), List.of(1, 2, 0)));
            return relu(b, b.transpose(once, List.of(1, 2, 0)));
        });
    }

    @Test
    void anOrderWithoutANeedOfItsOwnIsNotMadeForAnother() {
        assertTransposes(1, b -> {
            Value image = b.transpose(x(b, 3, 4, 2), List.of(2, 0, 1));
            return flatten(b, sum(b, image, b.input("z", false, Shape.of(2, 3, 4))));
        });
    }

    /** Ten times the program may take forty times as long; if each value looked at all others, it would be a hundred. */
    @Test
    void aLongProgramTakesLinearTime() {
        Program brief = chain(2_004);
        Program extended = chain(20_004);
        long least = IntStream.range(0, 5).mapToLong(i -> sinking(brief)).min().orElseThrow();
        long most = sinking(extended);
        assertTrue(most < 40 * least, "brief: " + least + " ns, extended: " + most);
    }

    /** Of a length at which no transpose is left: turned three times, an image is where it was. */
    private static Program chain(int length) {
        return Programs.of(b -> {
            Value image = b.transpose(x(b, 2, 3, 4), List.of(1, 2, 0));
            for (int i = 0; i < length; i++) {
                Value bent = tanh(b, image);
                image = i % 3 == 0 ? sum(b, image, bent) : i % 3 == 1 ? last(b, bent) : bent;
            }
            return image;
        });
    }

    /** Nanoseconds of this thread, of which other processes take none. */
    private static long sinking(Program program) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        Program sunk = TransposeSinking.sink(program);
        long time = threads.getCurrentThreadCpuTime() - before;
        assertEquals(0, transposes(sunk));
        return time;
    }
}
