package dev.nacre.examples.benchmarks.contestant;

import dev.nacre.examples.benchmarks.problem.Network;
import dev.nacre.examples.benchmarks.problem.Problem;

/**
 * The problem's network as an ONNX file: a {@code Gemm} for each layer, {@code Relu} between them. The numbers are the fields
 * of {@code onnx.proto}.
 */
final class OnnxModel {

    static final String INPUT = "x";
    static final String OUTPUT = "y";

    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private final Problem problem;
    private final Network network;
    private final Protobuf graph = new Protobuf();

    private OnnxModel(Problem problem) {
        this.problem = problem;
        this.network = problem.network();
    }

    static byte[] of(Problem problem) {
        return new OnnxModel(problem).file();
    }

    private byte[] file() {
        for (int layer = 0; layer < network.layers(); layer++) {
            linear(layer);
        }
        graph.string(2, "network");
        int batch = problem.cell().batch();
        graph.message(11, value(INPUT, batch, network.inputs()));
        graph.message(12, value(OUTPUT, batch, network.outputs()));
        Protobuf model = new Protobuf().integer(1, IR_VERSION).message(7, graph);
        return model.message(8, new Protobuf().string(1, "").integer(2, OPSET)).toByteArray();
    }

    private void linear(int layer) {
        int inputs = network.sizes().get(layer);
        int outputs = network.sizes().get(layer + 1);
        String matrix = "weight" + layer;
        String bias = "bias" + layer;
        graph.message(5, tensor(matrix, problem.weights().matrix(layer), outputs, inputs));
        graph.message(5, tensor(bias, problem.weights().bias(layer), outputs));

        String input = layer == 0 ? INPUT : "relu" + (layer - 1);
        if (layer == network.layers() - 1) {
            graph.message(1, gemm(input, matrix, bias, OUTPUT));
        } else {
            graph.message(1, gemm(input, matrix, bias, "gemm" + layer));
            graph.message(
                    1,
                    new Protobuf()
                            .string(1, "gemm" + layer)
                            .string(2, "relu" + layer)
                            .string(4, "Relu"));
        }
    }

    private static Protobuf gemm(String input, String matrix, String bias, String output) {
        Protobuf transposed = new Protobuf().string(1, "transB").integer(3, 1).integer(20, ATTRIBUTE_INT);
        return new Protobuf()
                .string(1, input)
                .string(1, matrix)
                .string(1, bias)
                .string(2, output)
                .string(4, "Gemm")
                .message(5, transposed);
    }

    private static Protobuf tensor(String name, float[] values, int... shape) {
        Protobuf tensor = new Protobuf();
        for (int size : shape) {
            tensor.integer(1, size);
        }
        return tensor.integer(2, FLOAT).string(8, name).rawFloats(9, values);
    }

    private static Protobuf value(String name, int... sizes) {
        Protobuf shape = new Protobuf();
        for (int size : sizes) {
            shape.message(1, new Protobuf().integer(1, size));
        }
        Protobuf type = new Protobuf().integer(1, FLOAT).message(2, shape);
        return new Protobuf().string(1, name).message(2, new Protobuf().message(1, type));
    }
}
