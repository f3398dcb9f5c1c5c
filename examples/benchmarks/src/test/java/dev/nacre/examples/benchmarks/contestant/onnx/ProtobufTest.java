package dev.nacre.examples.benchmarks.contestant.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class ProtobufTest {

    @Test
    void numbersAreWrittenAsInTheSpecificationOfTheEncoding() {
        assertArrayEquals(
                bytes(0x08, 0x96, 0x01), new Protobuf().integer(1, 150).toByteArray());
        assertArrayEquals(
                bytes(0x12, 0x07, 't', 'e', 's', 't', 'i', 'n', 'g'),
                new Protobuf().string(2, "testing").toByteArray());
        assertArrayEquals(
                bytes(0x1a, 0x03, 0x08, 0x96, 0x01),
                new Protobuf().message(3, new Protobuf().integer(1, 150)).toByteArray());
    }

    @Test
    void floatsAreLittleEndian() {
        assertArrayEquals(
                bytes(0x0a, 0x08, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0),
                new Protobuf().rawFloats(1, new float[] {1, -2}).toByteArray());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
