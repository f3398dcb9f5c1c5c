package dev.nacre.examples.benchmarks.contestant.onnx;

import dev.nacre.examples.benchmarks.contestant.Transposition;
import dev.nacre.examples.benchmarks.network.Activation;
import dev.nacre.examples.benchmarks.network.Attention;
import dev.nacre.examples.benchmarks.network.Chain;
import dev.nacre.examples.benchmarks.network.Convolution;
import dev.nacre.examples.benchmarks.network.Embedding;
import dev.nacre.examples.benchmarks.network.Flatten;
import dev.nacre.examples.benchmarks.network.Layer;
import dev.nacre.examples.benchmarks.network.LayerNorm;
import dev.nacre.examples.benchmarks.network.Linear;
import dev.nacre.examples.benchmarks.network.Lstm;
import dev.nacre.examples.benchmarks.network.MaxPool;
import dev.nacre.examples.benchmarks.network.Mean;
import dev.nacre.examples.benchmarks.network.Residual;
import dev.nacre.examples.benchmarks.network.Shape;
import dev.nacre.examples.benchmarks.problem.Problem;
import java.util.Iterator;

/**
 * Appends layers to a graph; each case returns the name of what comes of the values so far.
 *
 * <p>Sequences are matrices with a row for each step of each sample, because a {@code Gemm} wants that.
 */
final class OnnxLayers implements Layer.Cases<String> {

    private final OnnxGraph graph;
    private final int batch;
    private final Iterator<float[]> weights;
    private String value = OnnxModel.INPUT;
    /** Of a sample of {@link #value}. */
    private Shape shape;

    OnnxLayers(OnnxGraph graph, Problem problem) {
        this.graph = graph;
        this.batch = problem.cell().batch();
        this.weights = problem.weights().arrays().iterator();
        this.shape = problem.network().input();
    }

    /** Returns the name of what the layer makes of the values so far. */
    String append(Layer layer) {
        Shape output = layer.output(shape);
        value = layer.match(this);
        shape = output;
        return value;
    }

    /** The next parameter that no layer has taken yet. */
    private String parameter(Shape parameter) {
        return graph.constant(weights.next(), parameter);
    }

    private String gemm(String rows, int inputs, int outputs) {
        String matrix = parameter(Shape.of(outputs, inputs));
        String bias = parameter(Shape.of(outputs));
        return graph.node("Gemm", rows, matrix, bias).with("transB", 1).output();
    }

    /** The rows of all samples. */
    private String rows(String sequences, int size) {
        return reshape(sequences, -1, size);
    }

    /** The rows of {@link #value}, sample by sample. */
    private String samples() {
        return reshape(value, shape.times(batch).toLongs());
    }

    private String reshape(String from, long... sizes) {
        return graph.node("Reshape", from, graph.constant(sizes)).output();
    }

    @Override
    public String activation(Activation layer) {
        return graph.node(layer == Activation.GELU ? "Gelu" : "Relu", value).output();
    }

    /** With ONNX Runtime's own operator, which includes the first product; its matrix has a column for each output. */
    @Override
    public String attention(Attention layer) {
        int size = shape.last();
        int outputs = Attention.ROLES * size;
        Transposition columns = new Transposition(Shape.of(outputs, size), 1, 0);
        String matrix = graph.constant(columns.apply(weights.next()), columns.to());
        String bias = parameter(Shape.of(outputs));
        String found = graph.node("Attention", samples(), matrix, bias)
                .ofDomain(OnnxGraph.ONNX_RUNTIME)
                .with("num_heads", layer.heads())
                .output();
        return gemm(rows(found, size), size, size);
    }

    @Override
    public String chain(Chain layer) {
        layer.layers().forEach(this::append);
        return value;
    }

    @Override
    public String convolution(Convolution layer) {
        int padding = layer.padding();
        String kernels = parameter(layer.parameters(shape).get(0));
        String bias = parameter(layer.parameters(shape).get(1));
        return graph.node("Conv", value, kernels, bias)
                .withList("kernel_shape", layer.kernel(), layer.kernel())
                .withList("pads", padding, padding, padding, padding)
                .output();
    }

    @Override
    public String embedding(Embedding layer) {
        String tokens = parameter(layer.parameters(shape).get(0));
        String places = parameter(layer.parameters(shape).get(1));
        String rows = graph.node("Gather", tokens, value).output();
        String sum = graph.node("Add", rows, places).output();
        return rows(sum, layer.size());
    }

    @Override
    public String flatten(Flatten layer) {
        return graph.node("Flatten", value).output();
    }

    /** Its eps is that of PyTorch. */
    @Override
    public String layerNorm(LayerNorm layer) {
        Shape row = Shape.of(shape.last());
        return graph.node("LayerNormalization", value, parameter(row), parameter(row))
                .output();
    }

    @Override
    public String linear(Linear layer) {
        return gemm(value, shape.last(), layer.outputs());
    }

    @Override
    public String lstm(Lstm layer) {
        return new OnnxLstm(graph, layer, shape, batch).append(value, weights);
    }

    @Override
    public String maxPool(MaxPool layer) {
        return graph.node("MaxPool", value)
                .withList("kernel_shape", layer.size(), layer.size())
                .withList("strides", layer.size(), layer.size())
                .output();
    }

    @Override
    public String mean(Mean layer) {
        return graph.node("ReduceMean", samples(), graph.constant(1L))
                .with("keepdims", 0)
                .output();
    }

    @Override
    public String residual(Residual layer) {
        String start = value;
        return graph.node("Add", append(layer.body()), start).output();
    }
}
