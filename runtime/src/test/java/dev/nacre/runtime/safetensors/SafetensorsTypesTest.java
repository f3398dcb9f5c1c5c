package dev.nacre.runtime.safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

final class SafetensorsTypesTest {

    private static SafetensorsFile file(String dtype, int bytes, int count, BiConsumer<ByteBuffer, Integer> writer)
            throws IOException {
        ByteBuffer data = ByteBuffer.allocate(bytes * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            writer.accept(data, i);
        }
        String header = "{\"a\":{\"dtype\":\"" + dtype + "\",\"shape\":[" + count + "],\"data_offsets\":[0,"
                + data.capacity() + "]}}";
        return Bytes.of(header.getBytes(StandardCharsets.UTF_8), data.array()).open();
    }

    /** A binary format's value from its definition, in double. */
    private static double value(int bits, int exponentBits, int fractionBits) {
        int exponent = bits >>> fractionBits & (1 << exponentBits) - 1;
        double fraction = (bits & (1 << fractionBits) - 1) / (double) (1 << fractionBits);
        int bias = (1 << exponentBits - 1) - 1;
        double sign = (bits >>> exponentBits + fractionBits & 1) == 0 ? 1 : -1;
        if (exponent == (1 << exponentBits) - 1) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return exponent == 0
                ? sign * fraction * Math.pow(2, 1 - bias)
                : sign * (1 + fraction) * Math.pow(2, exponent - bias);
    }

    @Test
    void everyHalfIsExact() throws Exception {
        float[] floats = file("F16", 2, 65536, (data, i) -> data.putShort((short) (int) i))
                .floats("a");
        for (int i = 0; i < 65536; i++) {
            assertEquals((float) value(i, 5, 10), floats[i]);
        }
    }

    @Test
    void everyBfloatIsExact() throws Exception {
        float[] floats = file("BF16", 2, 65536, (data, i) -> data.putShort((short) (int) i))
                .floats("a");
        for (int i = 0; i < 65536; i++) {
            assertEquals((float) value(i, 8, 7), floats[i]);
        }
    }

    @Test
    void doublesAreRoundedToTheNearestAndTiesToEven() throws Exception {
        double[] doubles = {1 + 0x1p-24, 1 + 0x1.8p-23, 1 + 0x1.000001p-24, 1e300, -1e-300, 0x1p-149, Math.PI};
        float[] expected = {
            1, 1 + 0x1p-22f, 1 + 0x1p-23f, Float.POSITIVE_INFINITY, -0.0f, Float.MIN_VALUE, (float) Math.PI
        };
        float[] floats = file("F64", 8, doubles.length, (data, i) -> data.putDouble(doubles[i]))
                .floats("a");
        assertArrayEquals(expected, floats);
    }

    @Test
    void floatsAndIntsKeepTheirBitsOverSeveralChunks() throws Exception {
        int count = 100_003;
        int[] ints =
                file("I32", 4, count, (data, i) -> data.putInt(i * 0x9E3779B9)).ints("a");
        float[] floats = file("F32", 4, count, (data, i) -> data.putFloat(-i)).floats("a");
        for (int i = 0; i < count; i++) {
            assertEquals(i * 0x9E3779B9, ints[i]);
            assertTrue(floats[i] == -i);
        }
    }
}
