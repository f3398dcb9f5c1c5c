package dev.nacre.runtime.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FusedMultiplyAddTest {

    /** Zeros, the ends of the subnormal and normal numbers and their neighbours, one and its neighbours, infinity, NaN. */
    private static final int[] SPECIAL_MAGNITUDES = {
        0,
        1,
        2,
        3,
        0x007ffffe,
        0x007fffff,
        0x00800000,
        0x00800001,
        0x00ffffff,
        0x01000000,
        0x0c000000,
        0x1f800000,
        0x1fffffff,
        0x33800000,
        0x34000000,
        0x3f7fffff,
        0x3f800000,
        0x3f800001,
        0x3fffffff,
        0x40000000,
        0x4b800000,
        0x5f7fffff,
        0x5f800000,
        0x7f000000,
        0x7f7ffffe,
        0x7f7fffff,
        0x7f800000,
        0x7fc00000
    };

    @Test
    void emulationAgreesOnEveryTripleOfSpecialValues() {
        float[] values = new float[2 * SPECIAL_MAGNITUDES.length];
        for (int i = 0; i < SPECIAL_MAGNITUDES.length; i++) {
            values[2 * i] = Float.intBitsToFloat(SPECIAL_MAGNITUDES[i]);
            values[2 * i + 1] = Float.intBitsToFloat(SPECIAL_MAGNITUDES[i] | 0x80000000);
        }
        for (float a : values) {
            for (float b : values) {
                for (float c : values) {
                    assertAgrees(a, b, c);
                }
            }
        }
    }

    @Test
    void emulationAgreesOnRandomBitPatterns() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 4_000_000; i++) {
            assertAgrees(randomFloat(random), randomFloat(random), randomFloat(random));
        }
    }

    /** Addends near the product and near half an ulp of it, where a second rounding shows. */
    @Test
    void emulationAgreesWhereProductAndAddendMeet() {
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 4_000_000; i++) {
            float a = randomFloat(random);
            float b = randomFloat(random);
            float product = a * b;
            int distance = random.nextInt(-60, 61);
            float addend = Math.scalb(product, distance);
            assertAgrees(a, b, Float.intBitsToFloat(Float.floatToRawIntBits(addend) ^ random.nextInt(4)));
            assertAgrees(a, b, -addend);
        }
    }

    /** Few significant bits make exact ties between two floats, and sums that miss a tie by little. */
    @Test
    void emulationAgreesOnTies() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 4_000_000; i++) {
            float a = sparseFloat(random);
            float b = sparseFloat(random);
            float c = Math.scalb(sparseFloat(random), random.nextInt(-50, 51));
            assertAgrees(a, b, c);
            float scale = Math.scalb(1f, -random.nextInt(60, 76));
            assertAgrees(a * scale, b * scale, c * scale * scale);
        }
    }

    private static float randomFloat(SplittableRandom random) {
        return Float.intBitsToFloat(random.nextInt());
    }

    private static float sparseFloat(SplittableRandom random) {
        int high = 1 << random.nextInt(23);
        int low = 1 << random.nextInt(23);
        int mantissa = high | low | random.nextInt(2);
        return Float.intBitsToFloat((random.nextInt() & 0x80000000) | 0x3f800000 | mantissa);
    }

    private static void assertAgrees(float a, float b, float c) {
        int expected = Float.floatToIntBits(Math.fma(a, b, c));
        int actual = Float.floatToIntBits(FusedMultiplyAdd.emulated(a, b, c));
        if (expected != actual) {
            assertEquals(
                    Float.toHexString(Float.intBitsToFloat(expected)),
                    Float.toHexString(Float.intBitsToFloat(actual)),
                    () -> "fma(" + Float.toHexString(a) + ", " + Float.toHexString(b) + ", " + Float.toHexString(c)
                            + ")");
        }
    }
}
