package dev.nacre.examples.benchmarks.contestant.tensorflow;

import dev.nacre.examples.benchmarks.network.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Constant;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** Between arrays and TensorFlow. */
final class Tensors {

    private Tensors() {}

    static org.tensorflow.ndarray.Shape shape(Shape shape) {
        return org.tensorflow.ndarray.Shape.of(shape.toLongs());
    }

    static Placeholder<TFloat32> placeholder(Ops tf, Shape shape) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(shape(shape)));
    }

    static Constant<TFloat32> constant(Ops tf, float[] values, Shape shape) {
        return tf.constant(shape(shape), DataBuffers.of(values));
    }

    static TFloat32 tensor(float[] values, Shape shape) {
        return TFloat32.tensorOf(shape(shape), DataBuffers.of(values));
    }

    static float[] toArray(TFloat32 tensor) {
        float[] values = new float[(int) tensor.size()];
        tensor.asRawTensor().data().asFloats().read(values);
        return values;
    }
}
