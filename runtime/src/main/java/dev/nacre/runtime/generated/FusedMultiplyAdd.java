package dev.nacre.runtime.generated;

/**
 * {@code a * b + c} rounded once, without the instruction: for CPUs where {@link Math#fma(float, float, float)} would
 * fall back to decimal arithmetic.
 */
final class FusedMultiplyAdd {

    private FusedMultiplyAdd() {}

    /**
     * The bits of {@link Math#fma(float, float, float)} for every argument (any NaN is as good as another).
     *
     * <p>The product of two floats is exact in double. The sum is not, so it is rounded to odd: the double next to the
     * exact sum whose last bit is set stands for everything between two neighbours, and with more than two spare bits
     * the second rounding, to float, cannot be misled by the first (Boldo and Melquiond, "Emulation of FMA and
     * correctly rounded sums", 2008).
     */
    static float emulated(float a, float b, float c) {
        double product = (double) a * b;
        double sum = product + c;
        double error = roundingError(product, c, sum);
        if (error < 0 || error > 0) {
            return (float) roundedToOdd(sum, error);
        }
        return (float) sum;
    }

    /** {@code left + right - sum} exactly (Knuth's TwoSum); NaN where the sum is not finite. */
    private static double roundingError(double left, double right, double sum) {
        double rightPart = sum - left;
        double leftPart = sum - rightPart;
        return (left - leftPart) + (right - rightPart);
    }

    /** The neighbour of {@code sum} on the side of its error, unless the last bit of {@code sum} is set already. */
    private static double roundedToOdd(double sum, double error) {
        long bits = Double.doubleToRawLongBits(sum);
        if ((bits & 1) != 0) {
            return sum;
        }
        boolean awayFromZero = error > 0 == sum > 0;
        return Double.longBitsToDouble(awayFromZero ? bits + 1 : bits - 1);
    }
}
