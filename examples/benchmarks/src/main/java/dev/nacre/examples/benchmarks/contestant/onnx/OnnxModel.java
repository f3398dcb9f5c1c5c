package dev.nacre.examples.benchmarks.contestant.onnx;

import dev.nacre.examples.benchmarks.network.Network;
import dev.nacre.examples.benchmarks.network.Shape;
import dev.nacre.examples.benchmarks.problem.Problem;

/**
 * The problem's network as an ONNX file, for batches of its size.
 *
 * @param output the name of its output
 */
record OnnxModel(byte[] file, String output) {

    static final String INPUT = "x";

    static OnnxModel of(Problem problem) {
        Network network = problem.network();
        int batch = problem.cell().batch();
        OnnxGraph graph = new OnnxGraph();
        graph.input(
                INPUT,
                network.vocabulary() > 0 ? OnnxType.INT32 : OnnxType.FLOAT,
                network.input().times(batch));
        String output = new OnnxLayers(graph, problem).append(network.layers());
        graph.output(output, OnnxType.FLOAT, Shape.of(batch, network.outputs()));
        return new OnnxModel(graph.file(), output);
    }
}
