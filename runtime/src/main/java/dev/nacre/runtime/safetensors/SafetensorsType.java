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
            return HalfFormat.F16.widened(bytes.getShort());
        }

        @Override
        void put(float value, ByteBuffer bytes) {
            bytes.putShort((short) HalfFormat.F16.rounded(value));
        }
    },
    BF16(2) {
        @Override
        boolean isFloat() {
            return true;
        }

        @Override
        float floatAt(ByteBuffer bytes) {
            return HalfFormat.BF16.widened(bytes.getShort());
        }

        @Override
        void put(float value, ByteBuffer bytes) {
            bytes.putShort((short) HalfFormat.BF16.rounded(value));
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

        @Override
        void put(float value, ByteBuffer bytes) {
            bytes.putFloat(value);
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

    /** Adds an element, rounded to the nearest number of the type. */
    void put(float value, ByteBuffer bytes) {
        throw new IllegalStateException(this + " is not written");
    }

    /** Takes the next element, rounded to the nearest {@code float}. */
    float floatAt(ByteBuffer bytes) {
        throw new IllegalStateException(this + " is not read as float");
    }
}
