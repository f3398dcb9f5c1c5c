package dev.nacre.compiler.emit.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.runtime.generated.FloatMath;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorFunctionTest {

    /** Every how many bit patterns a sweep looks at. */
    private static final int STEP = Integer.getInteger("nacre.test.step", 1009);

    private static final List<Target> VECTOR_TARGETS = List.of(Target.S512, Target.S256, Target.S128);

    /** Where a function turns from one formula to another, with both signs, and the ends of the range. */
    private static final float[] SPECIAL_MAGNITUDES = {
        0f,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        1e-38f,
        1e-20f,
        1e-8f,
        0.33333334f,
        0.34657356f,
        0.34657362f,
        0.5f,
        0.6f,
        0.6666666f,
        0.6666667f,
        0.927f,
        1f,
        1.3333334f,
        2f,
        4f,
        10f,
        17.3f,
        20f,
        87.3f,
        88.7f,
        88.72283f,
        88.72284f,
        88.72285f,
        103.97208f,
        103.972084f,
        104f,
        104.00001f,
        1e9f,
        1e30f,
        Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NaN
    };

    private interface FloatFunction {
        float apply(float x);
    }

    @ParameterizedTest
    @EnumSource
    void vectorsOfEveryWidthHaveTheBitsOfTheScalarFunction(VectorFunction function)
            throws ReflectiveOperationException {
        FloatFunction scalar = scalar(function);
        Map<Target, BiConsumer<float[], float[]>> vectors = new EnumMap<>(Target.class);
        for (Target target : VECTOR_TARGETS) {
            vectors.put(target, VectorFunctionLoop.compile(function, target));
        }
        float[] from = new float[1024];
        float[] expected = new float[from.length];
        float[] to = new float[from.length];
        int specials = fillSpecials(from);
        long bits = Integer.MIN_VALUE;
        while (bits <= Integer.MAX_VALUE) {
            for (int i = specials; i < from.length; i++, bits += STEP) {
                from[i] = Float.intBitsToFloat((int) bits);
            }
            for (int i = 0; i < from.length; i++) {
                expected[i] = scalar.apply(from[i]);
            }
            vectors.forEach((target, vector) -> {
                vector.accept(from, to);
                for (int i = 0; i < from.length; i++) {
                    assertSameBits(expected[i], to[i], from[i], target);
                }
            });
        }
    }

    @Test
    void statementsReadLikeCodeAndNameTheirLocalsAfterThePrefix() {
        assertEquals(
                """
                // gate = sigmoid(sum) = (decay or 1) / (1 + decay), decay = exp(-|sum|)
                FloatVector g0Negative = sum.abs().neg();
                FloatVector g0Shifted = g0Negative.fma(1.442695f, 12583103f);
                FloatVector g0N = g0Shifted.sub(12583103f);
                FloatVector g0Rest = g0N
                        .lanewise(VectorOperators.FMA, -1.4286068e-6f, g0N.lanewise(VectorOperators.FMA, -0.69314575f, g0Negative));
                FloatVector g0Power = g0Rest
                        .fma(1.3820734e-3f, 8.368677e-3f)
                        .lanewise(VectorOperators.FMA, g0Rest, 0.041668266f)
                        .lanewise(VectorOperators.FMA, g0Rest, 0.16666521f)
                        .lanewise(VectorOperators.FMA, g0Rest, 0.49999994f)
                        .lanewise(VectorOperators.FMA, g0Rest, 1f)
                        .lanewise(VectorOperators.FMA, g0Rest, 1f);
                FloatVector g0Scale = g0Shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
                FloatVector g0Decay = g0Power
                        .mul(g0Scale)
                        .mul(0x1p-64f)
                        .blend(0f, g0Negative.compare(VectorOperators.LT, -104f));
                FloatVector g0One = FloatVector.broadcast(SPECIES, 1f);
                FloatVector gate = g0One.blend(g0Decay, sum.compare(VectorOperators.LT, 0f)).div(g0One.add(g0Decay));
                """,
                VectorFunction.SIGMOID
                        .statements("sum", "gate", "g0", "SPECIES")
                        .toString()
                        .replace("jdk.incubator.vector.", ""));
    }

    private static int fillSpecials(float[] to) {
        int count = 0;
        for (float magnitude : SPECIAL_MAGNITUDES) {
            to[count++] = magnitude;
            to[count++] = -magnitude;
        }
        return count;
    }

    private static void assertSameBits(float expected, float actual, float x, Target target) {
        if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
            assertEquals(
                    Float.toHexString(expected),
                    Float.toHexString(actual),
                    () -> target + " at " + Float.toHexString(x));
        }
    }

    private static FloatFunction scalar(VectorFunction function) {
        return switch (function) {
            case EXP -> FloatMath::exp;
            case EXPM1 -> FloatMath::expm1;
            case LOG -> FloatMath::log;
            case TANH -> FloatMath::tanh;
            case SIGMOID -> FloatMath::sigmoid;
            case LOG_SIGMOID -> FloatMath::logSigmoid;
            case ERF -> FloatMath::erf;
        };
    }
}
