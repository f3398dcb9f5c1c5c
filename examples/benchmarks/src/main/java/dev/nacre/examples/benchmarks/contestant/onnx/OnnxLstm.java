package dev.nacre.examples.benchmarks.contestant.onnx;

import dev.nacre.examples.benchmarks.network.Lstm;
import dev.nacre.examples.benchmarks.network.Shape;
import java.util.Iterator;

/**
 * ONNX has the gates in another order than PyTorch, the biases in one vector, and, in what ONNX Runtime can do, the steps
 * before the samples.
 */
final class OnnxLstm {

    /** ONNX's input, output, forget and cell, by their places in PyTorch. */
    private static final int[] GATES = {0, 3, 1, 2};

    private final OnnxGraph graph;
    private final int hidden;
    private final int inputs;
    private final int batch;

    OnnxLstm(OnnxGraph graph, Lstm layer, Shape input, int batch) {
        this.graph = graph;
        this.hidden = layer.hidden();
        this.inputs = input.last();
        this.batch = batch;
    }

    /** Takes the parameters that come next. */
    String append(String samples, Iterator<float[]> parameters) {
        String[] weights = weights(graph, parameters, hidden, inputs);
        String steps =
                graph.node("Transpose", samples).withList("perm", 1, 0, 2).output();
        String[] outputs = graph.node("LSTM", steps, weights[0], weights[1], weights[2])
                .with("hidden_size", hidden)
                .outputs(2);
        return graph.node("Reshape", outputs[1], graph.constant(batch, hidden)).output();
    }

    /** The constants that follow the operator's input; takes the parameters that come next. */
    static String[] weights(OnnxGraph graph, Iterator<float[]> parameters, int hidden, int inputs) {
        int rows = Lstm.GATES * hidden;
        String fromInput = graph.constant(reordered(parameters.next()), Shape.of(1, rows, inputs));
        String fromState = graph.constant(reordered(parameters.next()), Shape.of(1, rows, hidden));
        float[] biases = new float[2 * rows];
        System.arraycopy(reordered(parameters.next()), 0, biases, 0, rows);
        System.arraycopy(reordered(parameters.next()), 0, biases, rows, rows);
        return new String[] {fromInput, fromState, graph.constant(biases, Shape.of(1, 2 * rows))};
    }

    private static float[] reordered(float[] values) {
        float[] result = new float[values.length];
        int gate = values.length / GATES.length;
        for (int i = 0; i < GATES.length; i++) {
            System.arraycopy(values, GATES[i] * gate, result, i * gate, gate);
        }
        return result;
    }
}
