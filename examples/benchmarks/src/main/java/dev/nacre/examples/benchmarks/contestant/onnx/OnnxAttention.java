package dev.nacre.examples.benchmarks.contestant.onnx;

import dev.nacre.examples.benchmarks.network.Attention;
import dev.nacre.examples.benchmarks.network.Shape;

/** The heads of an attention, between its two products with weights. */
final class OnnxAttention {

    private final OnnxGraph graph;
    private final int batch;
    private final Shape input;
    private final int heads;

    OnnxAttention(OnnxGraph graph, int batch, Shape input, int heads) {
        this.graph = graph;
        this.batch = batch;
        this.input = input;
        this.heads = heads;
    }

    /** From rows of query, key and value to rows of what the heads have found. */
    String append(String projected) {
        int width = input.last() / heads;
        String[] roles = graph.node("Split", projected)
                .with("axis", 1)
                .with("num_outputs", Attention.ROLES)
                .outputs(Attention.ROLES);
        String query = perHead(roles[0], 0, 2, 1, 3);
        String key = perHead(roles[1], 0, 2, 3, 1);
        String value = perHead(roles[2], 0, 2, 1, 3);
        String product = graph.node("MatMul", query, key).output();
        String scale = graph.constant(new float[] {(float) (1 / Math.sqrt(width))}, Shape.of(1));
        String agreement = graph.node("Mul", product, scale).output();
        String weights = graph.node("Softmax", agreement).output();
        String found = graph.node("MatMul", weights, value).output();
        String joined =
                graph.node("Transpose", found).withList("perm", 0, 2, 1, 3).output();
        return reshape(joined, (long) batch * input.rows(), input.last());
    }

    /** With an axis for samples, steps, heads and elements each, in this order. */
    private String perHead(String rows, int... order) {
        String split = reshape(rows, batch, input.rows(), heads, input.last() / heads);
        return graph.node("Transpose", split).withList("perm", order).output();
    }

    private String reshape(String from, long... sizes) {
        return graph.node("Reshape", from, graph.constant(sizes)).output();
    }
}
