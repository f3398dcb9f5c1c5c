package dev.nacre.runtime.random;

/**
 * The exponential function and its inverse for the distributions that parameters are drawn from: plain sums of {@code
 * double}, and so the same bits on every machine and JVM.
 */
final class DoubleMath {

    private static final double LOG2_E = 1.4426950408889634;

    /** ln 2 in two parts: the product of the high one, of 32 bits, and a small integer is exact. */
    private static final double LN2_HIGH = 0x1.62e42feep-1;

    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

    /** The first term left out is below 2⁻⁵³ of the sum for |f| ≤ ln 2 / 2. */
    private static final int EXP_TERMS = 14;

    /** The first term left out is below 2⁻⁵³ of the sum for s² ≤ 0.03. */
    private static final int LOG_TERMS = 11;

    private DoubleMath() {}

    /** e^x = 2^n · e^f with n = round(x / ln 2) for −1500 ≤ x ≤ 700; e^f by its power series. */
    static double exp(double x) {
        double n = Math.rint(x * LOG2_E);
        double f = x - n * LN2_HIGH - n * LN2_LOW;
        double sum = 1;
        for (int k = EXP_TERMS; k > 0; k--) {
            sum = 1 + sum * f / k;
        }
        return Math.scalb(sum, (int) n);
    }

    /** log x = n ln 2 + 2 (s + s³/3 + s⁵/5 + …) with x = 2^n · (1 + s) / (1 − s), for positive normal x. */
    static double log(double x) {
        int n = Math.getExponent(x * 1.4142135623730951);
        double m = Math.scalb(x, -n);
        double s = (m - 1) / (m + 1);
        double sum = 0;
        for (int k = LOG_TERMS; k >= 0; k--) {
            sum = sum * s * s + 1.0 / (2 * k + 1);
        }
        return n * LN2_HIGH + (n * LN2_LOW + 2 * s * sum);
    }
}
