package dev.nacre.examples.benchmarks.contestant.onnx;

import dev.nacre.examples.benchmarks.network.Shape;

/** An ONNX file as it grows: values have names, which are made up here. The numbers are the fields of {@code onnx.proto}. */
final class OnnxGraph {

    /** The operators that only ONNX Runtime has. */
    static final String ONNX_RUNTIME = "com.microsoft";

    private static final int IR_VERSION = 9;
    /** The first with {@code Gelu}, by the error function unless it is told to approximate. */
    private static final int OPSET = 20;

    private final Protobuf graph = new Protobuf();
    private int names;

    OnnxGraph() {
        graph.string(2, "network");
    }

    String newName() {
        names++;
        return "v" + names;
    }

    void input(String name, OnnxType type, Shape shape) {
        graph.message(11, value(name, type, shape));
    }

    void output(String name, OnnxType type, Shape shape) {
        graph.message(12, value(name, type, shape));
    }

    /** A constant; returns its name. */
    String constant(float[] values, Shape shape) {
        return constant(OnnxType.FLOAT, new Protobuf().rawFloats(9, values), shape);
    }

    /** A constant vector, such as a shape. */
    String constant(long... values) {
        return constant(OnnxType.INT64, new Protobuf().rawLongs(9, values), Shape.of(values.length));
    }

    private String constant(OnnxType type, Protobuf tensor, Shape shape) {
        String name = newName();
        shape.sizes().forEach(size -> tensor.integer(1, size));
        graph.message(5, tensor.integer(2, type.number()).string(8, name));
        return name;
    }

    /** The next node, which may still be given attributes. Inputs that it can do without are empty names. */
    OnnxNode node(String operator, String... inputs) {
        return new OnnxNode(this, operator, inputs);
    }

    void add(Protobuf node) {
        graph.message(1, node);
    }

    private static Protobuf value(String name, OnnxType elements, Shape sizes) {
        Protobuf shape = new Protobuf();
        sizes.sizes().forEach(size -> shape.message(1, new Protobuf().integer(1, size)));
        Protobuf type = new Protobuf().integer(1, elements.number()).message(2, shape);
        return new Protobuf().string(1, name).message(2, new Protobuf().message(1, type));
    }

    byte[] file() {
        return new Protobuf()
                .integer(1, IR_VERSION)
                .message(7, graph)
                .message(8, operators("", OPSET))
                .message(8, operators(ONNX_RUNTIME, 1))
                .toByteArray();
    }

    private static Protobuf operators(String domain, int version) {
        return new Protobuf().string(1, domain).integer(2, version);
    }
}
