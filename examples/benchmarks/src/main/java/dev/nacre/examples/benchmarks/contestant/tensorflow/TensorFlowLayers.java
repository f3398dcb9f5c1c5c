package dev.nacre.examples.benchmarks.contestant.tensorflow;

import dev.nacre.examples.benchmarks.contestant.ImageCases;
import dev.nacre.examples.benchmarks.contestant.Transposition;
import dev.nacre.examples.benchmarks.network.Activation;
import dev.nacre.examples.benchmarks.network.Chain;
import dev.nacre.examples.benchmarks.network.Convolution;
import dev.nacre.examples.benchmarks.network.Flatten;
import dev.nacre.examples.benchmarks.network.Layer;
import dev.nacre.examples.benchmarks.network.Linear;
import dev.nacre.examples.benchmarks.network.MaxPool;
import dev.nacre.examples.benchmarks.network.Network;
import dev.nacre.examples.benchmarks.network.Shape;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Appends layers to a graph, for prediction or training; each case returns what comes of the values so far.
 *
 * <p>Images have their channels last, as TensorFlow's convolutions for the processor want them. What is flattened is then in
 * another order than PyTorch's, so that the matrix after it gets its columns in that order.
 */
final class TensorFlowLayers implements ImageCases<Operand<TFloat32>> {

    /** Makes the graph's operands for the network's parameters, in their order. */
    @FunctionalInterface
    interface Parameters {

        /** The next parameter, transposed so, with this shape. */
        Operand<TFloat32> next(Transposition layout, Shape shape);
    }

    private static final int[] CHANNELS_LAST = {1, 2, 0};

    private final Ops tf;
    private final Parameters parameters;
    private Operand<TFloat32> value;
    /** Of a sample of {@link #value}, as PyTorch has it. */
    private Shape shape;
    /** What {@link #shape} was before it was flattened. */
    private Shape unflattened;

    private TensorFlowLayers(Ops tf, Operand<TFloat32> inputs, Shape shape, Parameters parameters) {
        this.tf = tf;
        this.parameters = parameters;
        this.value = inputs;
        this.shape = shape;
        this.unflattened = shape;
    }

    /** The shape of a batch as TensorFlow has it. */
    static Shape inputs(Network network, int batch) {
        return channelsLast(network.input()).times(batch);
    }

    private static Shape channelsLast(Shape sample) {
        return sample.rank() == CHANNELS_LAST.length ? sample.permuted(CHANNELS_LAST) : sample;
    }

    static Operand<TFloat32> forward(Ops tf, Operand<TFloat32> inputs, Network network, Parameters parameters) {
        return new TensorFlowLayers(tf, inputs, network.input(), parameters).append(network.layers());
    }

    private Operand<TFloat32> append(Layer layer) {
        Shape output = layer.output(shape);
        value = layer.match(this);
        shape = output;
        return value;
    }

    private Operand<TFloat32> plusBias(Operand<TFloat32> product, int outputs) {
        Shape bias = Shape.of(outputs);
        return tf.nn.biasAdd(product, parameters.next(Transposition.none(bias), bias));
    }

    @Override
    public Operand<TFloat32> activation(Activation layer) {
        if (layer != Activation.RELU) {
            throw new UnsupportedOperationException("TensorFlow was not taught " + layer);
        }
        return tf.nn.relu(value);
    }

    @Override
    public Operand<TFloat32> chain(Chain layer) {
        layer.layers().forEach(this::append);
        return value;
    }

    @Override
    public Operand<TFloat32> convolution(Convolution layer) {
        Transposition layout = new Transposition(layer.parameters(shape).get(0), 2, 3, 1, 0);
        Operand<TFloat32> kernels = parameters.next(layout, layout.to());
        return plusBias(tf.nn.conv2d(value, kernels, List.of(1L, 1L, 1L, 1L), "SAME"), layer.channels());
    }

    @Override
    public Operand<TFloat32> maxPool(MaxPool layer) {
        Operand<TInt32> window = tf.array(1, layer.size(), layer.size(), 1);
        return tf.nn.maxPool(value, window, window, "VALID");
    }

    @Override
    public Operand<TFloat32> flatten(Flatten layer) {
        unflattened = shape;
        return tf.reshape(value, tf.array(-1, shape.elements()));
    }

    @Override
    public Operand<TFloat32> linear(Linear layer) {
        Operand<TFloat32> matrix = parameters.next(columns(layer), Shape.of(layer.outputs(), shape.last()));
        unflattened = layer.output(shape);
        return plusBias(tf.linalg.matMul(value, matrix, MatMul.transposeB(true)), layer.outputs());
    }

    private Transposition columns(Linear layer) {
        Shape matrix = unflattened.times(layer.outputs());
        return unflattened.rank() == CHANNELS_LAST.length
                ? new Transposition(matrix, 0, 2, 3, 1)
                : Transposition.none(matrix);
    }
}
