package dev.nacre.examples.embeddings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Weights of a small ONNX file, written byte by byte. */
class OnnxWeightsTest {

    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(number << 3 | 2);
        bytes.write(content.length & 0x7F | 0x80);
        bytes.write(content.length >> 7);
        bytes.writeBytes(content);
        return bytes.toByteArray();
    }

    private static byte[] field(int number, String text) {
        return field(number, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] number(int number, int value) {
        return new byte[] {(byte) (number << 3), (byte) value};
    }

    private static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    /** @param data the field of the elements: those of floats, or of bytes */
    private static byte[] tensor(String name, byte[] dims, int type, int data, float... values) {
        return field(5, joined(dims, number(2, type), field(data, floats(values)), field(8, name)));
    }

    private static OnnxWeights weights() {
        byte[] apart = joined(number(1, 2), number(1, 3));
        byte[] packed = field(1, new byte[] {3});
        byte[] node = field(
                1,
                joined(
                        field(1, "x"),
                        field(1, "onnx::MatMul_7"),
                        field(3, "/encoder/layer.0/dense/MatMul"),
                        field(4, "MatMul")));
        byte[] scores = field(1, joined(field(1, "q"), field(1, "k"), field(3, "/self/MatMul"), field(4, "MatMul")));
        byte[] graph = joined(
                scores,
                node,
                tensor("onnx::MatMul_7", apart, 1, 9, 1, 2, 3, 4, 5, 6),
                tensor("encoder.layer.0.dense.bias", packed, 1, 4, 7, 8, 9),
                tensor("position_ids", packed, 7, 9, 0, 1, 2));
        return new OnnxWeights(ByteBuffer.wrap(joined(number(1, 8), field(7, graph))));
    }

    @Test
    void theWeightOfALinearLayerHasItsNameAndPyTorchsOrder() {
        assertArrayEquals(new float[] {1, 4, 2, 5, 3, 6}, weights().get("encoder.layer.0.dense.weight"));
    }

    @Test
    void floatsAreReadFromEitherField() {
        assertArrayEquals(new float[] {7, 8, 9}, weights().get("encoder.layer.0.dense.bias"));
    }

    @Test
    void whatIsNotThereOrNoFloatIsMissing() {
        assertThrows(IllegalArgumentException.class, () -> weights().get("position_ids"));
        assertThrows(IllegalArgumentException.class, () -> weights().get("self.weight"));
    }
}
