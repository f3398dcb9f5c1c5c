package dev.nacre.examples.benchmarks.contestant;

import dev.nacre.examples.benchmarks.problem.Activation;
import dev.nacre.examples.benchmarks.problem.Layer;
import dev.nacre.examples.benchmarks.problem.Network;
import dev.nacre.examples.benchmarks.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The problem's network as an ONNX file: a {@code Gemm} for each layer, {@code Relu} or {@code Gelu} after it, and {@code Add}
 * where something went around it. The numbers are the fields of {@code onnx.proto}.
 */
final class OnnxModel {

    static final String INPUT = "x";
    static final String OUTPUT = "y";

    private static final int FLOAT = 1;
    private static final int ATTRIBUTE_INT = 2;
    private static final int IR_VERSION = 9;
    /** The first with {@code Gelu}, by the error function unless it is told to approximate. */
    private static final int OPSET = 20;

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
        for (int layer = 0; layer < network.layers().size(); layer++) {
            linear(layer);
        }
        graph.string(2, "network");
        int batch = problem.cell().batch();
        graph.message(11, value(INPUT, batch, network.inputs()));
        graph.message(12, value(OUTPUT, batch, network.outputs()));
        Protobuf model = new Protobuf().integer(1, IR_VERSION).message(7, graph);
        return model.message(8, new Protobuf().string(1, "").integer(2, OPSET)).toByteArray();
    }

    private void linear(int index) {
        Layer layer = network.layers().get(index);
        String matrix = "weight" + index;
        String bias = "bias" + index;
        graph.message(5, tensor(matrix, problem.weights().matrix(index), layer.outputs(), layer.inputs()));
        graph.message(5, tensor(bias, problem.weights().bias(index), layer.outputs()));

        Protobuf gemm = node("Gemm", value(index), matrix, bias);
        gemm.message(5, new Protobuf().string(1, "transB").integer(3, 1).integer(20, ATTRIBUTE_INT));
        List<Protobuf> nodes = new ArrayList<>(List.of(gemm));
        if (layer.activation() != Activation.NONE) {
            nodes.add(node(operator(layer.activation()), follow(nodes, "gemm" + index)));
        }
        if (layer.joins()) {
            nodes.add(node("Add", follow(nodes, "join" + index), value(index + 1 - layer.bypassed())));
        }
        follow(nodes, value(index + 1));
        nodes.forEach(node -> graph.message(1, node));
    }

    /** The name of what goes into a layer, or comes out of the one before. */
    private String value(int index) {
        return index == 0 ? INPUT : index == network.layers().size() ? OUTPUT : "value" + index;
    }

    /** Gives the output of the last node a name, which is returned. */
    private static String follow(List<Protobuf> nodes, String output) {
        nodes.get(nodes.size() - 1).string(2, output);
        return output;
    }

    private static String operator(Activation activation) {
        return activation == Activation.GELU ? "Gelu" : "Relu";
    }

    /** Without a name for its output yet. */
    private static Protobuf node(String operator, String... inputs) {
        Protobuf node = new Protobuf();
        for (String input : inputs) {
            node.string(1, input);
        }
        return node.string(4, operator);
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
