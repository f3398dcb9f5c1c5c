package dev.nacre.examples.benchmarks.contestant.onnx;

/** A node that is being written: first its attributes, then its outputs, with which it joins the graph. */
final class OnnxNode {

    private static final int ATTRIBUTE_INT = 2;
    private static final int ATTRIBUTE_INTS = 7;

    private final OnnxGraph graph;
    private final Protobuf node = new Protobuf();

    OnnxNode(OnnxGraph graph, String operator, String... inputs) {
        this.graph = graph;
        for (String input : inputs) {
            node.string(1, input);
        }
        node.string(4, operator);
    }

    /** The operator is not one of the standard's. */
    OnnxNode ofDomain(String domain) {
        node.string(7, domain);
        return this;
    }

    OnnxNode with(String attribute, int value) {
        node.message(5, new Protobuf().string(1, attribute).integer(3, value).integer(20, ATTRIBUTE_INT));
        return this;
    }

    OnnxNode withList(String attribute, int... values) {
        Protobuf list = new Protobuf().string(1, attribute);
        for (int value : values) {
            list.integer(8, value);
        }
        node.message(5, list.integer(20, ATTRIBUTE_INTS));
        return this;
    }

    /** Adds it to the graph; returns the name of its only output. */
    String output() {
        return outputs(1)[0];
    }

    /** Adds it to the graph; returns the names of its outputs. */
    String[] outputs(int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = graph.newName();
        }
        into(names);
        return names;
    }

    /** Adds it to the graph with outputs of these names; those that nobody wants are empty. */
    void into(String... names) {
        for (String name : names) {
            node.string(2, name);
        }
        graph.add(node);
    }
}
