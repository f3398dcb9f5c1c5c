package dev.nacre.examples.benchmarks.contestant.onnx;

import dev.nacre.examples.benchmarks.network.Lstm;
import dev.nacre.examples.benchmarks.network.Shape;
import java.util.List;

/**
 * One step of a sequence as an ONNX file, whose states are inputs and outputs.
 *
 * @param input the shape of a step's input, whose name is {@link OnnxModel#INPUT}
 */
record OnnxStep(byte[] file, Shape input, List<State> states, Output output) {

    OnnxStep {
        states = List.copyOf(states);
    }

    /** What goes from step to step: the names that it has before a step and behind it. */
    record State(String before, String after, Shape shape) {}

    /** What is wanted of a step: an output of the graph, which may be a state behind the step. */
    record Output(String name, Shape shape) {}

    /** With PyTorch's parameters: the weights of input and state, and their biases. */
    static OnnxStep lstm(List<float[]> parameters) {
        int hidden = parameters.get(2).length / Lstm.GATES;
        int inputs = parameters.get(0).length / parameters.get(2).length;
        Shape state = Shape.of(1, 1, hidden);
        OnnxGraph graph = new OnnxGraph();
        List<State> states = List.of(new State("h", "h1", state), new State("c", "c1", state));
        Shape input = Shape.of(1, 1, inputs);
        graph.input(OnnxModel.INPUT, OnnxType.FLOAT, input);
        states.forEach(each -> graph.input(each.before(), OnnxType.FLOAT, each.shape()));
        String[] weights = OnnxLstm.weights(graph, parameters.iterator(), hidden, inputs);
        graph.node("LSTM", OnnxModel.INPUT, weights[0], weights[1], weights[2], "", "h", "c")
                .with("hidden_size", hidden)
                .into("", "h1", "c1");
        states.forEach(each -> graph.output(each.after(), OnnxType.FLOAT, each.shape()));
        return new OnnxStep(graph.file(), input, states, new Output("h1", state));
    }
}
