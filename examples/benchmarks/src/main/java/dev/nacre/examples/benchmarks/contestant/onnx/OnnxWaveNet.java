package dev.nacre.examples.benchmarks.contestant.onnx;

import dev.nacre.examples.benchmarks.network.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Writes one step of {@code WaveNetStream} in {@code streams.nn}: the state of each gated layer is the rows that it was given
 * last, as many as its dilation, with the channels before the steps, as ONNX has them.
 */
final class OnnxWaveNet {

    private final OnnxGraph graph = new OnnxGraph();
    private final List<OnnxStep.State> states = new ArrayList<>();
    private final Iterator<float[]> parameters;
    private final int channels;
    private final String one = graph.constant(1L);
    private final String two = graph.constant(2L);
    private final String end = graph.constant(Integer.MAX_VALUE);

    private OnnxWaveNet(List<float[]> parameters) {
        this.parameters = parameters.iterator();
        this.channels = parameters.get(1).length;
    }

    /**
     * With PyTorch's parameters, layer by layer.
     *
     * @param dilations of the gated layers
     */
    static OnnxStep step(List<float[]> parameters, List<Integer> dilations) {
        return new OnnxWaveNet(parameters).write(dilations);
    }

    private OnnxStep write(List<Integer> dilations) {
        Shape sample = Shape.of(1, 1, 1);
        graph.input(OnnxModel.INPUT, OnnxType.FLOAT, sample);
        String row = convolution(OnnxModel.INPUT, 1, channels, 1).output();
        List<String> rows = new ArrayList<>();
        for (int dilation : dilations) {
            row = gated(row, dilation);
            rows.add(row);
        }
        String sum = graph.node("Sum", rows.toArray(String[]::new)).output();
        String hidden = convolution(relu(sum), channels, channels, 1).output();
        convolution(relu(hidden), channels, 1, 1).into("y");
        graph.output("y", OnnxType.FLOAT, sample);
        return new OnnxStep(graph.file(), sample, states, new OnnxStep.Output("y", sample));
    }

    private String gated(String row, int dilation) {
        Shape shape = Shape.of(1, channels, dilation);
        OnnxStep.State state = new OnnxStep.State(graph.newName(), graph.newName(), shape);
        states.add(state);
        graph.input(state.before(), OnnxType.FLOAT, shape);
        graph.output(state.after(), OnnxType.FLOAT, shape);
        String window =
                graph.node("Concat", state.before(), row).with("axis", 2).output();
        graph.node("Slice", window, one, end, two).into(state.after());
        String filters = convolution(window, channels, channels, 2)
                .withList("dilations", dilation)
                .output();
        String gates = convolution(window, channels, channels, 2)
                .withList("dilations", dilation)
                .output();
        String product = graph.node(
                        "Mul",
                        graph.node("Tanh", filters).output(),
                        graph.node("Sigmoid", gates).output())
                .output();
        return graph.node("Add", convolution(product, channels, channels, 1).output(), row)
                .output();
    }

    private String relu(String value) {
        return graph.node("Relu", value).output();
    }

    /** Takes the parameters that come next. */
    private OnnxNode convolution(String value, int inputs, int outputs, int kernel) {
        String weight = graph.constant(parameters.next(), Shape.of(outputs, inputs, kernel));
        String bias = graph.constant(parameters.next(), Shape.of(outputs));
        return graph.node("Conv", value, weight, bias).withList("kernel_shape", kernel);
    }
}
