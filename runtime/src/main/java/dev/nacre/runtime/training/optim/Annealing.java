package dev.nacre.runtime.training.optim;

/** Half a wave of a cosine and whole powers, from + · / alone, so that every JDK computes the same bits. */
final class Annealing {

    private static final double PI_SQUARED = Math.PI * Math.PI;

    private Annealing() {}

    /** From {@code start} at 0 along a cosine to {@code end} at 1, and back to {@code start} at 2, and so on. */
    static double cosine(double start, double end, double progress) {
        return end + (start - end) * (1 + cosPi(progress)) / 2;
    }

    /** cos πx for x ≥ 0: its power series, on [0, ½]. */
    private static double cosPi(double x) {
        double inWave = x % 2;
        double half = inWave <= 1 ? inWave : 2 - inWave;
        if (half > 0.5) {
            return -cosPi(1 - half);
        }
        double square = half * half * PI_SQUARED;
        double sum = 1;
        for (int k = 20; k > 0; k -= 2) {
            sum = 1 - sum * square / (k * (k - 1));
        }
        return half == 0.5 ? 0 : sum;
    }

    /** base to a whole power, by squaring. */
    static double power(double base, int exponent) {
        double result = 1;
        double square = base;
        for (int rest = exponent; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }
}
