package dev.nacre.runtime.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NormalDistributionTest {

    /** Python's {@code 0.5 * math.erfc(-x / math.sqrt(2))}. */
    @ParameterizedTest
    @CsvSource({
        "-38, 2.88542835e-316",
        "-20, 2.7536241186063314e-89",
        "-10, 7.619853024160593e-24",
        "-5, 2.866515718791946e-07",
        "-3.001, 0.0013454728250849683",
        "-2.999, 0.0013543365337271066",
        "-1, 0.15865525393145707",
        "-0.1, 0.460172162722971",
        "0, 0.5",
        "1, 0.8413447460685429",
        "3, 0.9986501019683699",
        "6, 0.9999999990134123"
    })
    void theCdfIsPythons(double x, double p) {
        assertEquals(p, NormalDistribution.cdf(x), p * 1e-12 + Double.MIN_VALUE);
    }

    /** Python's {@code statistics.NormalDist().inv_cdf(p)}. */
    @ParameterizedTest
    @CsvSource({
        "1e-300, -37.0470962993612", "1e-12, -7.034483825301132", "1e-5, -4.2648907939228256",
                "0.01, -2.3263478740408408",
        "0.0749, -1.4402382675279632", "0.0751, -1.4388253927525398", "0.3, -0.5244005127080407", "0.5, 0",
        "0.7, 0.5244005127080407", "0.99, 2.3263478740408408", "0.999999999, 5.997807019601638"
    })
    void theQuantilesArePythons(double p, double x) {
        assertEquals(x, NormalDistribution.quantile(p), Math.abs(x) * 1e-14);
    }

    @Test
    void quantileAndCdfUndoEachOther() {
        for (double p = 1e-300; p < 1; p = p < 1e-3 ? p * 10 : p + 1e-3) {
            assertEquals(p, NormalDistribution.cdf(NormalDistribution.quantile(p)), p * 1e-12);
        }
    }

    @Test
    void everyProbabilityHasAFiniteQuantile() {
        assertEquals(0, NormalDistribution.cdf(-1e300));
        assertEquals(1, NormalDistribution.cdf(1e300));
        assertTrue(NormalDistribution.quantile(0) < -37);
        assertTrue(NormalDistribution.quantile(1) > 37);
        for (int i = 0; i < 100_000; i++) {
            double p = NormalDistribution.probability(i, 3);
            assertTrue(0 < p && p < 1, "p " + p);
        }
    }

    @Test
    void exponentialAndLogarithmAreTheJdksWithinAFewUlp() {
        for (double x = -1100; x < 700; x += 0.37) {
            double expected = StrictMath.exp(x);
            assertEquals(expected, DoubleMath.exp(x), 4 * Math.ulp(expected), "exp " + x);
        }
        for (double x = Double.MIN_NORMAL; x < 1e300; x *= 1.037) {
            double expected = StrictMath.log(x);
            assertEquals(expected, DoubleMath.log(x), 4 * Math.ulp(expected), "log " + x);
        }
    }
}
