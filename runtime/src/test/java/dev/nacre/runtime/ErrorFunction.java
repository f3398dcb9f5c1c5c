package dev.nacre.runtime;

/** erf in double, to some units in the 16th digit: the reference for the one in float. */
public final class ErrorFunction {

    private static final double TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

    private ErrorFunction() {}

    public static double erf(double x) {
        double a = Math.abs(x);
        if (Double.isNaN(x)) {
            return x;
        }
        return Math.copySign(a < 2 ? series(a) : 1 - continuedFraction(Math.min(a, 7)), x);
    }

    /** erf x = 2/√π · e^−x² · Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · … · (2n + 1)), all terms positive (Abramowitz and Stegun, 7.1.6). */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 1e-18; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_BY_ROOT_PI * StrictMath.exp(-x * x) * sum;
    }

    /** erfc x = e^−x² / (√π (x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …))))) (Abramowitz and Stegun, 7.1.14). */
    private static double continuedFraction(double x) {
        double denominator = x;
        for (int n = 120; n > 0; n--) {
            denominator = x + n / 2.0 / denominator;
        }
        return StrictMath.exp(-x * x) / (Math.sqrt(Math.PI) * denominator);
    }
}
