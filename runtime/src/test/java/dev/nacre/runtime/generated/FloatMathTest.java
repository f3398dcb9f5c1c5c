package dev.nacre.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.runtime.ErrorFunction;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class FloatMathTest {

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /** Every how many bit patterns a sweep looks at; the documented errors were measured with 17. */
    private static final int STEP = Integer.getInteger("nacre.test.step", 1009);

    /** A function under test; {@link java.util.function.Function} would box. */
    @FunctionalInterface
    private interface FloatFunction {
        float apply(float x);
    }

    @Test
    void boundsLeaveNaNAndEqualNumbersAsTheyAre() {
        assertEquals(-0f, FloatMath.max(-0f, 0f));
        assertEquals(0f, FloatMath.max(0f, -0f));
        assertEquals(0f, FloatMath.max(-Float.MIN_VALUE, 0f));
        assertEquals(Float.MIN_VALUE, FloatMath.max(Float.MIN_VALUE, 0f));
        assertEquals(0f, FloatMath.min(0f, -0f));
        assertEquals(-0f, FloatMath.min(-0f, 0f));
        assertEquals(6f, FloatMath.min(Float.POSITIVE_INFINITY, 6f));
        assertEquals(Float.NaN, FloatMath.max(Float.NaN, 0f));
        assertEquals(Float.NaN, FloatMath.min(Float.NaN, 0f));
    }

    @Test
    void expIsWithinItsBound() {
        sweep(FloatMath::exp, StrictMath::exp, 0.9);
    }

    @Test
    void expm1IsWithinItsBound() {
        sweep(FloatMath::expm1, StrictMath::expm1, 1.5);
    }

    @Test
    void logIsWithinItsBound() {
        sweep(FloatMath::log, StrictMath::log, 0.95);
    }

    @Test
    void tanhIsWithinItsBound() {
        sweep(FloatMath::tanh, StrictMath::tanh, 1.9);
    }

    @Test
    void sigmoidIsWithinItsBound() {
        sweep(
                FloatMath::sigmoid,
                x -> {
                    double z = StrictMath.exp(-Math.abs(x));
                    return (x < 0 ? z : 1) / (1 + z);
                },
                2.5);
    }

    @Test
    void logSigmoidIsWithinItsBound() {
        sweep(FloatMath::logSigmoid, x -> (x < 0 ? x : 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(x))), 2);
    }

    @Test
    void erfIsWithinItsBound() {
        sweep(FloatMath::erf, ErrorFunction::erf, 1.1);
    }

    @Test
    void valuesAtTheEndsOfTheRangeAreExact() {
        assertValues(FloatMath::exp, -INFINITY, 0f, -Float.MAX_VALUE, 0f, -0f, 1f, 0f, 1f, INFINITY, INFINITY);
        assertValues(FloatMath::exp, 88.72283f, 3.4027985e38f, 88.72284f, INFINITY, Float.MAX_VALUE, INFINITY);
        assertValues(FloatMath::exp, -103.97208f, Float.MIN_VALUE, -103.972084f, 0f, 1e-45f, 1f);
        assertValues(FloatMath::expm1, -INFINITY, -1f, -0f, -0f, 0f, 0f, INFINITY, INFINITY, -Float.MAX_VALUE, -1f);
        assertValues(FloatMath::expm1, 1e-45f, 1e-45f, -1e-45f, -1e-45f, 88.72284f, INFINITY);
        assertValues(FloatMath::log, 0f, -INFINITY, -0f, -INFINITY, 1f, 0f, INFINITY, INFINITY, 1e-45f, -103.27893f);
        assertValues(FloatMath::log, -1e-45f, Float.NaN, -1f, Float.NaN, -INFINITY, Float.NaN);
        assertValues(FloatMath::tanh, -INFINITY, -1f, -0f, -0f, 0f, 0f, INFINITY, 1f, 1e-45f, 1e-45f);
        assertValues(FloatMath::sigmoid, -INFINITY, 0f, -0f, 0.5f, 0f, 0.5f, INFINITY, 1f, -Float.MAX_VALUE, 0f);
        assertValues(FloatMath::sigmoid, -103.97208f, Float.MIN_VALUE, Float.MAX_VALUE, 1f);
        assertValues(FloatMath::logSigmoid, -INFINITY, -INFINITY, 0f, -0.6931472f, -1e30f, -1e30f, INFINITY, 0f);
        assertValues(FloatMath::erf, -INFINITY, -1f, -0f, -0f, 0f, 0f, INFINITY, 1f, Float.MAX_VALUE, 1f);
    }

    /** Pairs of argument and value. */
    private static void assertValues(FloatFunction function, float... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            float x = pairs[i];
            assertEquals(pairs[i + 1], function.apply(x), () -> "at " + x);
        }
    }

    /** Compares with a reference over all magnitudes and both signs, NaN included. */
    private static void sweep(FloatFunction function, DoubleUnaryOperator reference, double bound) {
        double largest = 0;
        for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += STEP) {
            float x = Float.intBitsToFloat((int) bits);
            float actual = function.apply(x);
            double exact = reference.applyAsDouble(x);
            float expected = (float) exact;
            if (Float.isNaN(expected) || Float.isInfinite(expected)) {
                assertEquals(expected, actual, () -> "at " + Float.toHexString(x));
                continue;
            }
            double error = Math.abs(actual - exact) / Math.ulp(expected);
            assertTrue(error <= bound, () -> error + " ulp at " + Float.toHexString(x));
            assertTrue(actual * expected >= 0, () -> "sign at " + Float.toHexString(x));
            largest = Math.max(largest, error);
        }
        double slack = largest;
        assertTrue(largest > bound * 0.8, () -> "the documented bound can be lowered to " + slack);
    }
}
