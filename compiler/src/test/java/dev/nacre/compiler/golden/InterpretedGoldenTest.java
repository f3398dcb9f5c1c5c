package dev.nacre.compiler.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.grad.Differentiation;
import dev.nacre.compiler.lower.Mode;
import dev.nacre.compiler.tensor.Interpreter;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Output;
import dev.nacre.compiler.tensor.Verifier;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What programs mean, forward and backward, is what PyTorch computes in double. */
class InterpretedGoldenTest {

    /** The reference was rounded to float once: half a unit in the last place, relative. */
    private static final double FLOAT_ROUNDING = 0x1p-23;

    @TestFactory
    Stream<DynamicTest> meansWhatPyTorchComputes() {
        return GoldenCase.all().stream().map(golden -> DynamicTest.dynamicTest(golden.name(), () -> check(golden)));
    }

    private static void check(GoldenCase golden) {
        Mode mode = golden.training() ? Mode.TRAINING : Mode.PREDICTION;
        Program program = Differentiation.differentiate(NnCompiler.program(Models.parse(golden.nn()), mode));
        Verifier.verify(program);
        Interpreter.Feed feed = new Interpreter.Feed(
                golden.doubles("input"), golden.doubles("grad_output"), golden.doubles("param"), (s, n, e) -> 0);
        Map<String, double[]> expected = new TreeMap<>();
        for (String prefix : new String[] {"output", "grad_param", "grad_input", "buffer_after"}) {
            golden.doubles(prefix).forEach((key, tensor) -> expected.put(prefix + "." + key, tensor));
        }
        Map<Output, double[]> actual = Interpreter.run(program, golden.batch(), feed);
        assertEquals(expected.keySet(), byGoldenName(actual).keySet(), "the results, each with its gradient");
        Map<String, double[]> found = byGoldenName(actual);
        expected.forEach((name, tensor) -> assertClose(name, tensor, found.getOrDefault(name, new double[0])));
    }

    private static Map<String, double[]> byGoldenName(Map<Output, double[]> results) {
        Map<String, double[]> named = new TreeMap<>();
        results.forEach((output, tensor) -> named.put(prefix(output.kind()) + "." + output.name(), tensor));
        return named;
    }

    private static String prefix(Output.Kind kind) {
        return switch (kind) {
            case RESULT -> "output";
            case PARAMETER_GRADIENT -> "grad_param";
            case INPUT_GRADIENT -> "grad_input";
            case UPDATE -> "buffer_after";
        };
    }

    private static void assertClose(String name, double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length, name);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], FLOAT_ROUNDING * Math.max(largest, 1e-30), name + " at " + i);
        }
    }
}
