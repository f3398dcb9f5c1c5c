package dev.nacre.compiler.tensor;

/** erf in {@code double}: its power series near 0, the continued fraction of erfc beyond (Abramowitz and Stegun 7.1). */
final class ErrorFunction {

    private static final double SERIES_LIMIT = 2.5;
    private static final int FRACTION_TERMS = 120;

    private ErrorFunction() {}

    static double erf(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        double magnitude = Math.abs(x);
        return magnitude < SERIES_LIMIT ? series(x) : Math.copySign(1 - complement(magnitude), x);
    }

    /** 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)), whose terms are all of one sign. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; Math.abs(term) > Math.abs(sum) * 1e-18; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }

    /** e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + …)))). */
    private static double complement(double x) {
        double fraction = x;
        for (int n = FRACTION_TERMS; n >= 1; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
    }
}
