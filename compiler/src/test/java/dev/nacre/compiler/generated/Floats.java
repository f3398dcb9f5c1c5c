package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.fail;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Tensor;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Arrays of floats that make kernels stumble, and their comparison bit for bit. */
final class Floats {

    /** A NaN that no arithmetic makes: where it stands, nothing was written. */
    private static final int UNTOUCHED = 0x7fc0_beef;

    private static final int FENCE = 67;

    private static final float[] UNUSUAL = {
        0f, -0f, 300f, -250f, 1e-40f, -3e-42f, Float.MIN_VALUE, -Float.MIN_NORMAL, 1f, -1f, 20f, -20f
    };

    private static final float[] SMALL = {0f, -0f, 1e-40f, -3e-42f, Float.MIN_VALUE, -Float.MIN_NORMAL};

    private static final float[] EXTREME = {
        Float.NaN,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        1e30f,
        -1e25f,
        -0f
    };

    private Floats() {}

    /** Signed values around one; one in eight is a zero of either sign, large, or subnormal. */
    static float[] signed(int count, long seed) {
        return signed(count, seed, UNUSUAL);
    }

    /** Signed values up to two; one in eight is a zero of either sign, or subnormal. */
    static float[] moderate(int count, long seed) {
        return signed(count, seed, SMALL);
    }

    private static float[] signed(int count, long seed, float[] unusual) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(8) == 0
                    ? unusual[random.nextInt(unusual.length)]
                    : (float) (random.nextDouble() * 4 - 2);
        }
        return values;
    }

    /** As {@link #signed}, but one row in three has one element that is NaN, infinite or near the largest float. */
    static float[] extreme(int rows, int width, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = signed(rows * width, seed);
        for (int row = 1; row < rows; row += 3) {
            values[row * width + random.nextInt(width)] = EXTREME[random.nextInt(EXTREME.length)];
        }
        return values;
    }

    /** Signed values of which none is near zero. */
    static float[] distinct(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) ((random.nextDouble() + 0.05) * (random.nextBoolean() ? 2 : -2));
        }
        return values;
    }

    /** Fills parameters; weights with values so small that sums grow neither forward nor backward. */
    static void fill(Parameters parameters, IntFunction<float[]> source) {
        for (Tensor parameter : parameters) {
            float[] values = source.apply(parameter.elements());
            int[] shape = parameter.shape();
            int largest = shape.length == 2 ? Math.max(shape[0], shape[1]) : 1;
            for (int i = 0; i < values.length; i++) {
                values[i] = values[i] * 1.5f / largest;
                if (parameter.name().endsWith("running_var")) {
                    values[i] = 0.5f + Math.abs(values[i]);
                }
            }
            parameter.copyFrom(values);
        }
    }

    /**
     * Fills parameters, each with numbers of its own, with which values neither grow nor vanish on their way through many
     * layers; padding between them becomes NaN.
     */
    static void fillFenced(Parameters parameters, long seed) {
        Arrays.fill(parameters.values(), Float.NaN);
        SplittableRandom random = new SplittableRandom(seed);
        for (Tensor parameter : parameters) {
            float[] values = distinct(parameter.elements(), random.nextLong());
            int[] shape = parameter.shape();
            boolean factor = shape.length == 1 && parameter.name().endsWith("weight");
            double fan = shape.length > 1 && shape[0] > 0 ? (double) values.length / shape[0] : 1;
            for (int i = 0; i < values.length; i++) {
                float value = (float) (values[i] / Math.max(2, Math.sqrt(2 * fan)));
                boolean positive = factor || parameter.name().endsWith("running_var");
                values[i] = positive ? 0.5f + Math.abs(value) : value;
            }
            parameter.copyFrom(values);
        }
    }

    /** An array for {@code count} results, with more behind them. */
    static float[] fenced(int count) {
        float[] values = new float[count + FENCE];
        Arrays.fill(values, Float.intBitsToFloat(UNTOUCHED));
        return values;
    }

    /** How many results a {@link #fenced} array is for. */
    static int unfenced(float[] fenced) {
        return fenced.length - FENCE;
    }

    /** An array for exactly {@code count} results. */
    static float[] untouched(int count) {
        return Arrays.copyOf(fenced(count), count);
    }

    /** The results of a {@link #fenced} array; fails if anything was written behind them. */
    static float[] inside(String what, float[] fenced) {
        int count = unfenced(fenced);
        for (int i = count; i < fenced.length; i++) {
            if (Float.floatToRawIntBits(fenced[i]) != UNTOUCHED) {
                fail(what + ": element " + i + " of " + count + " was overwritten with " + fenced[i]);
            }
        }
        return Arrays.copyOf(fenced, count);
    }

    /** Rows {@code from} to {@code from + rows} of a matrix. */
    static float[] rows(float[] matrix, int width, int from, int rows) {
        return Arrays.copyOfRange(matrix, from * width, (from + rows) * width);
    }

    /** Fails unless both have the same bits; all NaNs are one. */
    static void assertSameBits(String what, float[] expected, float[] actual) {
        if (expected.length != actual.length) {
            fail(what + ": expected " + expected.length + " elements, got " + actual.length);
        }
        for (int i = 0; i < expected.length; i++) {
            if (Float.floatToRawIntBits(actual[i]) == UNTOUCHED) {
                fail(what + "[" + i + "] was not written");
            }
            if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
                long different = IntStream.range(0, expected.length)
                        .filter(j -> Float.floatToIntBits(expected[j]) != Float.floatToIntBits(actual[j]))
                        .count();
                fail(what + "[" + i + "]: expected " + Float.toHexString(expected[i]) + ", got "
                        + Float.toHexString(actual[i]) + " (" + different + " of " + expected.length + " differ)");
            }
        }
    }
}
