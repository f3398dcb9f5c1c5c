package dev.nacre.examples.benchmarks.contestant.tensorflow;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.nn.SparseSoftmaxCrossEntropyWithLogits;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A mean over the batch, and its slope by the network's outputs.
 *
 * @param loss a scalar
 * @param slope as the outputs
 */
record TensorFlowLoss(Operand<TFloat32> loss, Operand<TFloat32> slope) {

    static TensorFlowLoss squaredError(Ops tf, Operand<TFloat32> outputs, Operand<TFloat32> targets, int elements) {
        Operand<TFloat32> errors = tf.math.sub(outputs, targets);
        Operand<TFloat32> loss = tf.math.mean(tf.math.square(errors), tf.array(0, 1));
        return new TensorFlowLoss(loss, tf.math.mul(errors, tf.constant(2f / elements)));
    }

    /** The operation computes the slope of each sample on its way. */
    static TensorFlowLoss crossEntropy(Ops tf, Operand<TFloat32> logits, Operand<TInt32> classes, int batch) {
        SparseSoftmaxCrossEntropyWithLogits<TFloat32> samples =
                tf.nn.sparseSoftmaxCrossEntropyWithLogits(logits, classes);
        Operand<TFloat32> slope = tf.math.mul(samples.backprop(), tf.constant(1f / batch));
        return new TensorFlowLoss(tf.math.mean(samples.loss(), tf.array(0)), slope);
    }

    /** The gradients by the variables, in their order. */
    List<Operand<TFloat32>> gradients(Ops tf, Operand<TFloat32> outputs, List<Variable<TFloat32>> variables) {
        Gradients gradients = tf.gradients(outputs, variables, Gradients.dx(List.of(slope)));
        List<Operand<TFloat32>> list = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            list.add(gradients.dy(i));
        }
        return list;
    }
}
