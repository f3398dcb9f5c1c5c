package dev.nacre.examples.benchmarks.contestant;

import dev.nacre.examples.benchmarks.problem.Layer;
import dev.nacre.examples.benchmarks.problem.Network;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** The parts that TensorFlow's graphs for prediction and training have in common. */
final class TensorFlowLayers {

    private TensorFlowLayers() {}

    static Placeholder<TFloat32> placeholder(Ops tf, int rows, int columns) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows, columns)));
    }

    static TFloat32 tensor(float[] values, long... shape) {
        return TFloat32.tensorOf(Shape.of(shape), DataBuffers.of(values));
    }

    /** The shapes of matrix and bias of each layer, as of the weights' arrays. */
    static Shape shape(Network network, int array) {
        Layer layer = network.layers().get(array / 2);
        return array % 2 == 0 ? Shape.of(layer.outputs(), layer.inputs()) : Shape.of(layer.outputs());
    }

    /** The outputs for a batch of inputs, from matrix and bias of each layer. */
    static Operand<TFloat32> forward(Ops tf, Operand<TFloat32> inputs, List<? extends Operand<TFloat32>> weights) {
        Operand<TFloat32> values = inputs;
        for (int i = 0; i < weights.size(); i += 2) {
            Operand<TFloat32> relu = i == 0 ? values : tf.nn.relu(values);
            Operand<TFloat32> product = tf.linalg.matMul(relu, weights.get(i), MatMul.transposeB(true));
            values = tf.nn.biasAdd(product, weights.get(i + 1));
        }
        return values;
    }
}
