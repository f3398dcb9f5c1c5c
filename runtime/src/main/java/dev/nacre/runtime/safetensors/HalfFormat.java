package dev.nacre.runtime.safetensors;

/** The two kinds of floating-point numbers of 16 bits: how a {@code float} is rounded to them, and that it is exact the other way. */
public enum HalfFormat {
    /** The upper half of a {@code float}: its range, with eight bits of precision. */
    BF16 {
        @Override
        public int rounded(float value) {
            int bits = Float.floatToRawIntBits(value);
            return Float.isNaN(value) ? bits >>> 16 | 0x40 : bits + 0x7FFF + (bits >>> 16 & 1) >>> 16;
        }

        @Override
        public float widened(int bits) {
            return Float.intBitsToFloat(bits << 16);
        }
    },
    /** IEEE 754 binary16: eleven bits of precision, from 2⁻²⁴ to 65504. */
    F16 {
        @Override
        public int rounded(float value) {
            int bits = Float.floatToRawIntBits(value);
            int sign = bits >>> 16 & 0x8000;
            int magnitude = bits & 0x7FFF_FFFF;
            if (Float.isNaN(value)) {
                return sign | 0x7E00 | magnitude >>> 13 & 0x3FF;
            } else if (magnitude >= HALFWAY_TO_INFINITY) {
                return sign | 0x7C00;
            } else if (magnitude < SMALLEST_NORMAL) {
                return sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24f);
            }
            int rebiased = magnitude - (127 - 15 << 23);
            return sign | rebiased + 0xFFF + (rebiased >>> 13 & 1) >>> 13;
        }

        /** Every value, subnormal ones too, is exact as {@code float}. */
        @Override
        public float widened(int bits) {
            int sign = (bits & 0x8000) << 16;
            int exponent = bits >>> 10 & 0x1F;
            int fraction = bits & 0x3FF;
            if (exponent == 0) {
                return Math.copySign(fraction * 0x1p-24f, Float.intBitsToFloat(sign | 0x3F800000));
            }
            int biased = exponent == 0x1F ? 0xFF : exponent + (127 - 15);
            return Float.intBitsToFloat(sign | biased << 23 | fraction << 13);
        }
    };

    /** The bits of 65520, which is as far from 65504 as from what would be the next number. */
    private static final int HALFWAY_TO_INFINITY = 0x477F_F000;

    /** The bits of 2⁻¹⁴. */
    private static final int SMALLEST_NORMAL = 0x3880_0000;

    /** The bits of the nearest number, of two the one that is even; infinite if it is too large. */
    public abstract int rounded(float value);

    /** The value of bits, of which the lower sixteen count. */
    public abstract float widened(int bits);
}
