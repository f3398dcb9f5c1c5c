package dev.nacre.compiler.grad;

import static dev.nacre.compiler.tensor.Programs.x;
import static dev.nacre.compiler.tensor.Scalar.apply;
import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;
import static dev.nacre.compiler.tensor.Scalar.max;
import static dev.nacre.compiler.tensor.Scalar.min;
import static dev.nacre.compiler.tensor.Scalar.mul;
import static dev.nacre.compiler.tensor.Scalar.select;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.tensor.Interpreter;
import dev.nacre.compiler.tensor.Programs;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A comparison of the input may become one of the result only where both always have the same answer. */
class SavedOutputTest {

    private static final double[] POINTS = {
        Double.NEGATIVE_INFINITY, -2, -1, -0.5, -0.0, 0, 1e-300, 0.5, 1, 2, Double.POSITIVE_INFINITY, Double.NaN
    };

    private static double[] values(Scalar body, Scalar derivative) {
        Interpreter.Feed feed = new Interpreter.Feed(Map.of("x", POINTS), Map.of(), Map.of(), (s, n, e) -> 0);
        return Interpreter.run(Programs.of(b -> b.map(derivative, x(b, 1), b.map(body, x(b, 1)))), POINTS.length, feed)
                .values()
                .iterator()
                .next();
    }

    /** Checks every comparison of x with 0, and answers which of them were asked of the result instead. */
    private static SortedSet<Comparison> throughOutput(Scalar body) {
        SortedSet<Comparison> rewritten = new TreeSet<>();
        for (Comparison comparison : Comparison.values()) {
            Scalar exact = select(comparison, arg(0), constant(0), constant(1), constant(2));
            Scalar preferred = SavedOutput.prefer(exact, body, arg(1));
            assertArrayEquals(values(body, exact), values(body, preferred), comparison + " for " + body);
            if (preferred.arguments().contains(1)) {
                rewritten.add(comparison);
            }
        }
        return rewritten;
    }

    @Test
    void aClampKeepsComparisonsInsideItsBounds() {
        for (double bound : new double[] {-1, 0, 1}) {
            throughOutput(max(arg(0), constant(bound)));
            throughOutput(min(arg(0), constant(bound)));
            throughOutput(min(max(arg(0), constant(bound)), constant(1)));
            throughOutput(max(min(arg(0), constant(bound)), constant(-1)));
        }
        assertTrue(throughOutput(max(arg(0), constant(0))).containsAll(List.of(Comparison.LE, Comparison.GT)));
        assertTrue(throughOutput(min(arg(0), constant(0))).containsAll(List.of(Comparison.LT, Comparison.GE)));
        assertTrue(throughOutput(max(arg(0), constant(1))).isEmpty());
    }

    @Test
    void aSelectionBySignKeepsItIfItsBranchesDo() {
        for (double left : new double[] {-1, 0, 0.5}) {
            for (Comparison comparison : Comparison.values()) {
                Scalar scaled = mul(constant(left), apply(Function.EXPM1, arg(0)));
                boolean kept = !throughOutput(select(comparison, arg(0), constant(0), arg(0), scaled))
                        .isEmpty();
                boolean bySign = comparison == Comparison.GT || comparison == Comparison.LE;
                assertTrue(kept == (left > 0 && bySign), comparison + " with " + left);
            }
        }
    }
}
