package dev.nacre.runtime.safetensors;

import java.nio.ByteBuffer;

/** The element types of safetensors. All are known, so that a file can be checked; the common ones can be read. */
enum SafetensorsType {
    BOOL(1),
    U8(1),
    I8(1),
    F8_E4M3(1),
    F8_E5M2(1),
    F8_E8M0(1),
    U16(2),
    I16(2),
    F16(2) {
        @Override
        boolean isFloat() {
            return true;
        }

        @Override
        float floatAt(ByteBuffer bytes) {
            return halfToFloat(bytes.getShort());
        }
    },
    BF16(2) {
        @Override
        boolean isFloat() {
            return true;
        }

        @Override
        float floatAt(ByteBuffer bytes) {
            return Float.intBitsToFloat(bytes.getShort() << 16);
        }
    },
    U32(4),
    I32(4),
    F32(4) {
        @Override
        boolean isFloat() {
            return true;
        }

        @Override
        float floatAt(ByteBuffer bytes) {
            return bytes.getFloat();
        }
    },
    U64(8),
    I64(8),
    F64(8) {
        @Override
        boolean isFloat() {
            return true;
        }

        @Override
        float floatAt(ByteBuffer bytes) {
            return (float) bytes.getDouble();
        }
    },
    C64(8);

    private final int bytes;

    SafetensorsType(int bytes) {
        this.bytes = bytes;
    }

    /** The size of an element. */
    int bytes() {
        return bytes;
    }

    /** Whether {@link #floatAt} reads it. */
    boolean isFloat() {
        return false;
    }

    /** Takes the next element, rounded to the nearest {@code float}. */
    float floatAt(ByteBuffer bytes) {
        throw new IllegalStateException(this + " is not read as float");
    }

    /** IEEE 754 binary16; every value, subnormal ones too, is exact as {@code float}. */
    private static float halfToFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >>> 10 & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0) {
            return Math.copySign(fraction * 0x1p-24f, Float.intBitsToFloat(sign | 0x3F800000));
        }
        int biased = exponent == 0x1F ? 0xFF : exponent + (127 - 15);
        return Float.intBitsToFloat(sign | biased << 23 | fraction << 13);
    }
}
