package dev.nacre.compiler.tensor;

import static dev.nacre.compiler.tensor.Programs.w;
import static dev.nacre.compiler.tensor.Programs.x;
import static dev.nacre.compiler.tensor.Scalar.add;
import static dev.nacre.compiler.tensor.Scalar.apply;
import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;
import static dev.nacre.compiler.tensor.Scalar.mul;
import static dev.nacre.compiler.tensor.Scalar.neg;
import static dev.nacre.compiler.tensor.Scalar.select;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterpreterTest {

    private static final double NAN = Double.NaN;

    private static double[] run(Program program, int batch, double[] x, double... w) {
        Interpreter.Feed feed = new Interpreter.Feed(
                Map.of("x", x),
                Map.of(),
                Map.of("w", w),
                (stream, sample, element) -> stream + sample / 10.0 + element / 100.0);
        return Interpreter.run(program, batch, feed).values().iterator().next();
    }

    private static double[] numbers(double... numbers) {
        return numbers;
    }

    @Test
    void aContractionSumsOverWhatTheResultLacks() {
        Program linear =
                Programs.of(b -> b.contract(x(b, 3), List.of(0), w(b, 2, 3), List.of(1, 0), List.of(1), false));
        assertArrayEquals(numbers(14, 32, 32, 77), run(linear, 2, numbers(1, 2, 3, 4, 5, 6), 1, 2, 3, 4, 5, 6));
        Program outer = Programs.of(b -> b.contract(x(b, 2), List.of(0), x(b, 2), List.of(1), List.of(1, 0), true));
        assertArrayEquals(numbers(10, 14, 14, 20), run(outer, 2, numbers(1, 2, 3, 4)));
    }

    @Test
    void aMapRepeatsWhatIsMissing() {
        Program rows = Programs.of(b -> b.map(add(arg(0), mul(constant(10), arg(1))), x(b, 2, 1), w(b, 3)));
        assertArrayEquals(
                numbers(11, 21, 31, 12, 22, 32, 13, 23, 33, 14, 24, 34), run(rows, 2, numbers(1, 2, 3, 4), 1, 2, 3));
    }

    @Test
    void reductionsKeepTheirAxesAndMaximaKeepNotANumber() {
        double[] x = {1, 5, 3, -7, NAN, 2, 0, 0, 0, -1, -2, -3};
        Program rows = Programs.of(b -> b.max(x(b, 2, 3), List.of(1)));
        assertArrayEquals(numbers(5, NAN, 0, -1), run(rows, 2, x));
        Program all = Programs.of(b -> b.sum(x(b, 2, 2), List.of(0), true));
        assertArrayEquals(numbers(1 + 3 + 5 + 7, 2 + 4 + 6 + 8), run(all, 2, numbers(1, 2, 3, 4, 5, 6, 7, 8)));
    }

    @Test
    void partsStandOneAfterTheOtherInEverySample() {
        Program last = Programs.of(b -> b.concat(List.of(x(b, 2), tenfold(b), x(b, 2)), 0));
        assertArrayEquals(numbers(1, 2, 10, 1, 2, 3, 4, 30, 3, 4), run(last, 2, numbers(1, 2, 3, 4)));
        Program rows = Programs.of(b -> b.concat(List.of(x(b, 2, 1), b.map(neg(arg(0)), x(b, 2, 1))), 0));
        assertArrayEquals(numbers(1, 2, -1, -2, 3, 4, -3, -4), run(rows, 2, numbers(1, 2, 3, 4)));
        Program columns = Programs.of(b -> b.concat(List.of(x(b, 2, 1), b.map(neg(arg(0)), x(b, 2, 1))), 1));
        assertArrayEquals(numbers(1, -1, 2, -2, 3, -3, 4, -4), run(columns, 2, numbers(1, 2, 3, 4)));
    }

    /** 10, 30, …: ten times the first of each sample's two elements. */
    private static Value tenfold(ProgramBuilder b) {
        return b.map(mul(constant(10), arg(0)), b.slice(x(b, 2), 0, 0, 1));
    }

    @Test
    void aSliceIsARangeOfAnAxis() {
        double[] x = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        assertArrayEquals(
                numbers(3, 4, 5, 6, 9, 10, 11, 12), run(Programs.of(b -> b.slice(x(b, 3, 2), 0, 1, 2)), 2, x));
        assertArrayEquals(numbers(2, 4, 6, 8, 10, 12), run(Programs.of(b -> b.slice(x(b, 3, 2), 1, 1, 1)), 2, x));
    }

    @Test
    void randomNumbersDependOnStreamSampleAndElement() {
        Program program = Programs.of(b -> b.random(Shape.of(2), 7));
        assertArrayEquals(numbers(7, 7.01, 7.1, 7.11), run(program, 2, numbers()), 1e-15);
    }

    @Test
    void comparisonsWithNotANumberAreFalse() {
        for (Comparison comparison : Comparison.values()) {
            Program program =
                    Programs.of(b -> b.map(select(comparison, arg(0), constant(0), constant(1), constant(2)), x(b, 1)));
            assertArrayEquals(numbers(2), run(program, 1, numbers(NAN)), comparison.name());
        }
    }

    /** Values of Abramowitz and Stegun, tables 7.1 and 7.3. */
    @Test
    void theErrorFunctionIsRight() {
        Program erf = Programs.of(b -> b.map(apply(Function.ERF, arg(0)), x(b, 1)));
        double[] points = {0, 0.5, 1, 2, 2.49, 2.51, 3, 6, -1, Double.POSITIVE_INFINITY, NAN};
        double[] values = {
            0,
            0.5204998778130465,
            0.8427007929497149,
            0.9953222650189527,
            0.9995707239131,
            0.9996141305892,
            0.9999779095030014,
            1,
            -0.8427007929497149,
            1,
            NAN
        };
        double[] actual = run(erf, points.length, points);
        assertArrayEquals(values, actual, 1e-4);
        for (int i : new int[] {0, 1, 2, 3, 6, 7, 8, 9}) {
            assertEquals(values[i], actual[i], 4e-16, "erf(" + points[i] + ")");
        }
        assertTrue(actual[4] < actual[5], "it rises where its two forms meet");
    }

    @Test
    void functionsAreAccurateFarFromOne() {
        Program program = Programs.of(b -> b.map(apply(Function.LOG_SIGMOID, arg(0)), x(b, 1)));
        double[] actual = run(program, 4, numbers(-1000, 0, 40, Double.NEGATIVE_INFINITY));
        assertArrayEquals(numbers(-1000, -Math.log(2), -Math.exp(-40), Double.NEGATIVE_INFINITY), actual, 1e-30);
    }

    @Test
    void missingAndMisshapenTensorsAreNamed() {
        Program program = Programs.of(b -> b.map(add(arg(0), arg(1)), x(b, 3), w(b, 3)));
        assertThrows(IllegalStateException.class, () -> run(program, 2, numbers(1, 2, 3), 1, 2, 3));
        Interpreter.Feed nothing = new Interpreter.Feed(Map.of(), Map.of(), Map.of(), (s, n, e) -> 0);
        IllegalArgumentException missing =
                assertThrows(IllegalArgumentException.class, () -> Interpreter.run(program, 2, nothing));
        assertTrue(String.valueOf(missing.getMessage()).contains("nothing was given for x"));
    }
}
