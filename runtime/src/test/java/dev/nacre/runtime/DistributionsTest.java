package dev.nacre.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What initialisers draw follows the distributions that they are named after. */
final class DistributionsTest {

    private static final int MANY = 200_000;

    /** Kolmogorov and Smirnov's statistic times √n is above this with a probability of 1e-6. */
    private static final double UNLIKELY = 2.7;

    private static float[] drawn(Initializer initializer, int key, int... shape) {
        Shape tensor = Shape.of(shape);
        float[] values = new float[tensor.elements()];
        initializer.fill(values, tensor, key);
        return values;
    }

    private static void assertDistributed(String what, float[] values, DoubleUnaryOperator cdf) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double distance = 0;
        for (int i = 0; i < n; i++) {
            double p = cdf.applyAsDouble(sorted[i]);
            distance = Math.max(distance, Math.max(p - (double) i / n, (i + 1.0) / n - p));
        }
        assertTrue(distance * Math.sqrt(n) < UNLIKELY, what + ": the distance is " + distance);
    }

    private static double normalCdf(double x) {
        return (1 + ErrorFunction.erf(x / Math.sqrt(2))) / 2;
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double std(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1.5, 0.02, 2", "-3, 4, 3"})
    void normalNumbersAreNormal(double mean, double std, int key) {
        float[] values = drawn(Initializer.normal(mean, std), key, MANY);
        // Five standard errors.
        assertEquals(mean, mean(values), 5 * std / Math.sqrt(MANY));
        assertEquals(std, std(values), 5 * std / Math.sqrt(2 * MANY));
        assertDistributed("normal", values, x -> normalCdf((x - mean) / std));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "-0.1, 0.3, 2", "5, 5, 3"})
    void uniformNumbersFillTheirRangeEvenly(double low, double high, int key) {
        float[] values = drawn(Initializer.uniform(low, high), key, MANY);
        assertInside(values, low, high);
        if (low < high) {
            assertDistributed("uniform", values, x -> (x - low) / (high - low));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, -2, 2", "0, 0.02, -0.04, 0.04", "0, 1, 2.5, 4", "0, 1, -4, -2.5", "1, 2, 0, 10", "3, 1, -50, 50"
    })
    void truncatedNumbersAreNormalInsideTheirRange(double mean, double std, double low, double high) {
        float[] values = drawn(Initializer.truncatedNormal(mean, std, low, high), 4, MANY);
        assertInside(values, low, high);
        double below = normalCdf((low - mean) / std);
        double inside = normalCdf((high - mean) / std) - below;
        assertDistributed("truncated", values, x -> (normalCdf((x - mean) / std) - below) / inside);
    }

    private static void assertInside(float[] values, double low, double high) {
        for (float value : values) {
            assertTrue((float) low <= value && value <= (float) high, "value " + value);
        }
    }

    @Test
    void aRangeFarFromTheMeanGivesItsNearerLimit() {
        assertArrayEquals(new float[] {60, 60}, drawn(Initializer.truncatedNormal(0, 1, 60, 70), 1, 2));
        assertArrayEquals(new float[] {-60, -60}, drawn(Initializer.truncatedNormal(0, 1, -70, -60), 1, 2));
        assertArrayEquals(new float[] {3, 3}, drawn(Initializer.truncatedNormal(0, 1, 3, 3), 1, 2));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "7, 1", "16, 16", "17, 33", "33, 17", "64, 200", "200, 64", "128, 128"})
    void rowsOrColumnsAreOrthonormal(int rows, int columns) {
        for (double gain : new double[] {1, -0.5}) {
            float[] values = drawn(Initializer.orthogonal(gain), rows, rows, columns);
            boolean byRows = rows <= columns;
            int count = Math.min(rows, columns);
            int length = Math.max(rows, columns);
            for (int i = 0; i < count; i++) {
                for (int j = 0; j <= i; j++) {
                    double dot = 0;
                    for (int k = 0; k < length; k++) {
                        dot += byRows
                                ? (double) values[i * columns + k] * values[j * columns + k]
                                : (double) values[k * columns + i] * values[k * columns + j];
                    }
                    assertEquals(i == j ? gain * gain : 0, dot, 1e-6, rows + "x" + columns + " at " + i + ", " + j);
                }
            }
        }
    }

    @Test
    void axesAfterTheFirstAreTheColumnsOfAnOrthogonalMatrix() {
        assertArrayEquals(drawn(Initializer.orthogonal(2), 1, 4, 18), drawn(Initializer.orthogonal(2), 1, 4, 2, 3, 3));
    }

    /** A coordinate of a uniform direction in so many dimensions has the variance 1/n, and its sign is anything. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40})
    void orthogonalMatricesPreferNoDirection(int n) {
        int matrices = 4_000;
        double sum = 0;
        double squares = 0;
        double diagonal = 0;
        for (int key = 0; key < matrices; key++) {
            float[] values = drawn(Initializer.orthogonal(1), key * 7919, n, n);
            sum += values[n * n - 1];
            diagonal += values[0];
            squares += values[n * n - 1] * values[n * n - 1];
        }
        double error = 5 / Math.sqrt((double) n * matrices);
        assertEquals(0, sum / matrices, error);
        assertEquals(0, diagonal / matrices, error);
        assertEquals(1.0 / n, squares / matrices, 5 * Math.sqrt(2.0 / matrices) / n);
    }

    @Test
    void anOrthogonalVectorIsRefused() {
        IllegalArgumentException thrown =
                assertThrows(IllegalArgumentException.class, () -> drawn(Initializer.orthogonal(1), 1, 5));
        assertEquals("the number of axes of an orthogonal tensor should be at least 2, got 1", thrown.getMessage());
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Initializer.uniform(1, 0));
        assertThrows(IllegalArgumentException.class, () -> Initializer.uniform(0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Initializer.normal(0, -1));
        assertThrows(IllegalArgumentException.class, () -> Initializer.normal(Double.POSITIVE_INFINITY, 1));
        assertThrows(IllegalArgumentException.class, () -> Initializer.truncatedNormal(0, 0, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> Initializer.truncatedNormal(0, 1, 1, -1));
        assertThrows(IllegalArgumentException.class, () -> Initializer.orthogonal(Double.NaN));
    }

    /** One number for each way to draw, so that a seed means the same in every version. */
    @Test
    void theFirstValuesOfAKeyAreTheSameForEver() {
        assertEquals(-622525071, Arrays.hashCode(drawn(Initializer.uniform(-0.1, 0.3), 42, 8, 100)));
        assertEquals(-1366732492, Arrays.hashCode(drawn(Initializer.normal(0, 1), 42, 8, 100)));
        assertEquals(-475280917, Arrays.hashCode(drawn(Initializer.truncatedNormal(0, 0.02, -0.04, 0.04), 42, 8, 100)));
        assertEquals(763452443, Arrays.hashCode(drawn(Initializer.orthogonal(1), 42, 8, 100)));
    }
}
