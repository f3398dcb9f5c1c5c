package dev.nacre.runtime.generated;

import dev.nacre.runtime.simd.CpuFeatures;

/**
 * The functions of generated code that Java does not have, in {@code float}, with the same bits on every machine and JVM.
 *
 * <p>Each transcendental function is a polynomial in {@link #fma} without a branch: a choice is a comparison and a select, so that the
 * vector loops of generated classes run the same sequence of operations and get the same bits. NaN gives NaN; infinities,
 * signed zeros, subnormal numbers and gradual underflow are right.
 *
 * <p>The coefficients are minimax polynomials for the relative error of the result (Lawson's iteration on Chebyshev nodes),
 * rounded to float one after another from the lowest order up, the others fitted again each time. The reduction by
 * {@code n ln 2} in two parts is that of Cody and Waite, <i>Software Manual for the Elementary Functions</i>, 1980.
 *
 * <p>Errors are given in ulp of the result: the largest over a sweep of one in 17 of all floats, rounded up.
 */
public final class FloatMath {

    private static final float LOG2_E = 1.442695f;

    /** ln 2 in two parts: the product of the high one, of 14 bits, and a small integer is exact. */
    private static final float LN2_HIGH = 0.69314575f;

    private static final float LN2_LOW = 1.4286068e-6f;
    private static final float LN2 = 0.6931472f;

    /**
     * Adding it rounds a small number to an integer n, and leaves n in the lowest bits of the sum. What a function adds to
     * it is added to n: the bias of the exponent, 127, makes a shift of these bits the number 2^n.
     */
    private static final float ROUNDER = 12582912f;

    private static final int ROUNDER_BITS = 0x4b400000;

    private static final int SIGN = 0x80000000;

    private FloatMath() {}

    /** a · b + c, rounded once. */
    public static float fma(float a, float b, float c) {
        return CpuFeatures.fma() ? Math.fma(a, b, c) : FusedMultiplyAdd.emulated(a, b, c);
    }

    /**
     * The smaller one; x itself if they are equal or x is NaN, as in PyTorch's clamp. {@link Math#min} orders zeros by their
     * signs.
     */
    public static float min(float x, float bound) {
        return x == bound ? x : Math.min(x, bound);
    }

    /**
     * The larger one; x itself if they are equal or x is NaN, as in PyTorch's clamp: −0 stays −0 at a bound of 0, and {@link
     * Math#max} would make it 0.
     */
    public static float max(float x, float bound) {
        // A comparison alone, x < bound, would be a branch that the signs of sums make unpredictable.
        return x == bound ? x : Math.max(x, bound);
    }

    /** e^x = 2^n · e^f with n = round(x / ln 2) and |f| ≤ ln 2 / 2; at most 0.9 ulp. */
    public static float exp(float x) {
        float shifted = fma(x, LOG2_E, ROUNDER + 254);
        float r = expOfRemainder(remainder(x, shifted - (ROUNDER + 254)));
        // 2^n in two factors: it may be subnormal or just too large, while r * 2^n is neither and is rounded once.
        int n = Float.floatToRawIntBits(shifted);
        int half = (n >> 1) << 23;
        r = r * Float.intBitsToFloat(half) * Float.intBitsToFloat((n << 23) - half);
        r = x > 88.72284f ? Float.POSITIVE_INFINITY : r;
        return x < -104f ? 0f : r;
    }

    /** e^x − 1 = 2^n · (e^f − 1) + (2^n − 1), n and f as in {@link #exp}; at most 1.5 ulp. */
    public static float expm1(float x) {
        // Everything is halved until the end, for 2^128 is no float.
        float shifted = fma(x, LOG2_E, ROUNDER + 126);
        float n = shifted - (ROUNDER + 126);
        float f = remainder(x, n);
        float r = 1.9762572e-4f;
        r = fma(r, f, 1.3932331e-3f);
        r = fma(r, f, 8.333545e-3f);
        r = fma(r, f, 4.1666493e-2f);
        r = fma(r, f, 0.16666666f);
        r = fma(r, f, 0.5f);
        r = fma(r, f * f, f);
        float scale = Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
        float scaled = fma(r, scale, scale - 0.5f);
        r = n == 0f ? r : scaled + scaled;
        r = x > 88.72284f ? Float.POSITIVE_INFINITY : r;
        r = x < -20f ? -1f : r;
        return withSign(r, x);
    }

    /** log x = n ln 2 + log1p(m) with x = 2^n · (1 + m), |m| ≤ 1/3; at most 0.95 ulp. */
    public static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(subnormal ? x * 0x1p23f : x);
        int n = (bits - 0x3f2aaaab) >> 23;
        float exponent = Float.intBitsToFloat(n + ROUNDER_BITS) - (subnormal ? ROUNDER + 23 : ROUNDER);
        float r = log1pOfSmall(Float.intBitsToFloat(bits - (n << 23)) - 1f);
        r = fma(exponent, LN2, r);
        r = x < Float.POSITIVE_INFINITY ? r : x;
        r = x == 0f ? Float.NEGATIVE_INFINITY : r;
        return x < 0f ? Float.NaN : r;
    }

    /** tanh x: an odd polynomial below 0.6, 1 − 2 / (e^2x + 1) above; at most 1.9 ulp. */
    public static float tanh(float x) {
        float a = Math.abs(x);
        float s = a * a;
        float small = 0.0156132f;
        small = fma(small, s, -0.05221223f);
        small = fma(small, s, 0.13313127f);
        small = fma(small, s, -0.33332598f);
        small = fma(small * s, a, a);
        float twice = a > 10f ? 20f : a + a;
        float large = fma(-2f, 1f / (1f + expOfModerate(twice)), 1f);
        return withSign(a >= 0.6f ? large : small, x);
    }

    /** 1 / (1 + e^−x), where x < 0 as e^x / (1 + e^x), which does not overflow; at most 2.5 ulp. */
    public static float sigmoid(float x) {
        float z = expOfNegative(-Math.abs(x));
        return (x < 0f ? z : 1f) / (1f + z);
    }

    /**
     * log(sigmoid(x)) = min(x, 0) − log1p(z) with z = e^−|x|, where z > 1/3 by log1p(z) = ln 2 + log1p((z − 1) / 2);
     * at most 2 ulp.
     */
    public static float logSigmoid(float x) {
        float z = expOfNegative(-Math.abs(x));
        boolean large = z > 0.33333334f;
        float r = log1pOfSmall(large ? fma(z, 0.5f, -0.5f) : z) + (large ? LN2 : 0f);
        return (x < 0f ? x : 0f) - r;
    }

    /** erf x: an odd polynomial up to 0.927, above it 1 − e^q with a polynomial q for log(erfc x); at most 1.1 ulp. */
    public static float erf(float x) {
        float a = Math.abs(x);
        float s = a * a;
        float small = -5.959584e-4f;
        small = fma(small, s, 4.9873525e-3f);
        small = fma(small, s, -0.026762966f);
        small = fma(small, s, 0.11281731f);
        small = fma(small, s, -0.3761249f);
        small = fma(small, s, 0.12837915f);
        small = fma(small, a, a);
        float c = a > 4f ? 4f : a;
        float q = -1.1230034e-5f;
        q = fma(q, c, 3.2279405e-4f);
        q = fma(q, c, -3.6424296e-3f);
        q = fma(q, c, 0.02376202f);
        q = fma(q, c, -0.106236845f);
        q = fma(q, c, -0.6351513f);
        q = fma(q, c, -0.12864849f);
        q = fma(q, c, -c);
        return withSign(a > 0.927f ? 1f - expOfModerate(q) : small, x);
    }

    /** e^x where neither it nor a factor of it leaves the normal numbers: |x| ≤ 80. */
    private static float expOfModerate(float x) {
        float shifted = fma(x, LOG2_E, ROUNDER + 127);
        float r = expOfRemainder(remainder(x, shifted - (ROUNDER + 127)));
        return r * Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23);
    }

    /** e^x for x ≤ 0. The scale is 2^64 too large, and so a normal number; the last product underflows gradually. */
    private static float expOfNegative(float x) {
        float shifted = fma(x, LOG2_E, ROUNDER + (127 + 64));
        float r = expOfRemainder(remainder(x, shifted - (ROUNDER + (127 + 64))));
        r = r * Float.intBitsToFloat(Float.floatToRawIntBits(shifted) << 23) * 0x1p-64f;
        return x < -104f ? 0f : r;
    }

    /** x − n ln 2. */
    private static float remainder(float x, float n) {
        return fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
    }

    /** e^f for |f| ≤ ln 2 / 2. */
    private static float expOfRemainder(float f) {
        float r = 1.3820734e-3f;
        r = fma(r, f, 8.368677e-3f);
        r = fma(r, f, 0.041668266f);
        r = fma(r, f, 0.16666521f);
        r = fma(r, f, 0.49999994f);
        r = fma(r, f, 1f);
        return fma(r, f, 1f);
    }

    /** log(1 + m) for |m| ≤ 1/3. */
    private static float log1pOfSmall(float m) {
        float r = -0.128804f;
        r = fma(r, m, 0.13985507f);
        r = fma(r, m, -0.121872365f);
        r = fma(r, m, 0.14005567f);
        r = fma(r, m, -0.16680232f);
        r = fma(r, m, 0.20010434f);
        r = fma(r, m, -0.24999805f);
        r = fma(r, m, 0.33333215f);
        r = fma(r, m, -0.5f);
        return fma(r, m * m, m);
    }

    /** A result that is zero or has the sign of x, with the sign of x. */
    private static float withSign(float result, float x) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(result) | (Float.floatToRawIntBits(x) & SIGN));
    }
}
