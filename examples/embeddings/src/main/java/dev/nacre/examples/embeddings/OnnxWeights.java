package dev.nacre.examples.embeddings;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The weights in an ONNX file that PyTorch has exported, by PyTorch's names. Such a file keeps the weight of a linear layer
 * transposed and without its name; the name is that of the product which reads it.
 */
final class OnnxWeights {

    /** Numbers of fields in onnx.proto: of a model, a graph, a node and a tensor. */
    private static final int GRAPH = 7;

    private static final int NODE = 1;
    private static final int INITIALIZER = 5;

    private static final int INPUT = 1;
    private static final int NODE_NAME = 3;
    private static final int OPERATOR = 4;

    private static final int DIMS = 1;
    private static final int DATA_TYPE = 2;
    private static final int FLOAT_DATA = 4;
    private static final int TENSOR_NAME = 8;
    private static final int RAW_DATA = 9;

    private static final long FLOAT = 1;

    private final Map<String, float[]> weights = new HashMap<>();

    OnnxWeights(ByteBuffer file) {
        ProtobufFields graph = new ProtobufFields(file).messages(GRAPH).get(0);
        Map<String, ProtobufFields> tensors = new HashMap<>();
        for (ProtobufFields tensor : graph.messages(INITIALIZER)) {
            tensors.put(tensor.text(TENSOR_NAME), tensor);
            if (isFloat(tensor)) {
                weights.put(tensor.text(TENSOR_NAME), floats(tensor));
            }
        }
        for (ProtobufFields node : graph.messages(NODE)) {
            ProtobufFields factor =
                    tensors.get(node.texts(INPUT).stream().skip(1).findFirst().orElse(""));
            if (node.text(OPERATOR).equals("MatMul") && factor != null) {
                weights.put(layer(node.text(NODE_NAME)) + ".weight", transposed(factor));
            }
        }
    }

    /** {@code encoder.layer.0.output.dense} for {@code /encoder/layer.0/output/dense/MatMul}. */
    private static String layer(String node) {
        return node.substring(1, node.lastIndexOf('/')).replace('/', '.');
    }

    private static boolean isFloat(ProtobufFields tensor) {
        return tensor.numbers(DATA_TYPE).equals(List.of(FLOAT));
    }

    private static float[] floats(ProtobufFields tensor) {
        List<ByteBuffer> raw = tensor.bytes(RAW_DATA);
        ByteBuffer bytes = raw.isEmpty() ? tensor.bytes(FLOAT_DATA).get(0) : raw.get(0);
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(floats);
        return floats;
    }

    private static float[] transposed(ProtobufFields tensor) {
        int in = Math.toIntExact(tensor.numbers(DIMS).get(0));
        int out = Math.toIntExact(tensor.numbers(DIMS).get(1));
        float[] floats = floats(tensor);
        float[] transposed = new float[floats.length];
        for (int i = 0; i < in; i++) {
            for (int j = 0; j < out; j++) {
                transposed[j * in + i] = floats[i * out + j];
            }
        }
        return transposed;
    }

    /** The elements of a weight, in PyTorch's order. */
    float[] get(String name) {
        return Optional.ofNullable(weights.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the file has no weight " + name));
    }
}
