package dev.nacre.examples.benchmarks.contestant.tensorflow;

import dev.nacre.examples.benchmarks.reference.Reference;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** The operations that TensorFlow's own optimisers put into a graph. */
final class TensorFlowUpdate {

    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;

    private final Ops tf;
    private final Ops afterGradients;
    private final List<Operand<TFloat32>> gradients;
    private final Operand<TFloat32> rate;

    /** No variable may change before all gradients are known, for they are computed from the variables. */
    TensorFlowUpdate(Ops tf, List<Operand<TFloat32>> gradients, float learningRate) {
        this.tf = tf;
        this.afterGradients = tf.withControlDependencies(List.<Op>copyOf(gradients));
        this.gradients = gradients;
        this.rate = tf.constant(learningRate);
    }

    List<Operand<TFloat32>> descend(List<Variable<TFloat32>> variables) {
        List<Operand<TFloat32>> updates = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            updates.add(afterGradients.train.applyGradientDescent(variables.get(i), rate, gradients.get(i)));
        }
        return updates;
    }

    /** Adam keeps its moments and the powers of its betas in variables, whose start is added to {@code initial}. */
    List<Operand<TFloat32>> adam(List<Variable<TFloat32>> variables, List<Operand<TFloat32>> initial) {
        Operand<TFloat32> beta1 = tf.constant(BETA1);
        Operand<TFloat32> eps = tf.constant(Reference.ADAM_EPS);
        Operand<TFloat32> beta2 = tf.constant(BETA2);
        Variable<TFloat32> power1 = scalar(BETA1, initial);
        Variable<TFloat32> power2 = scalar(BETA2, initial);
        List<Operand<TFloat32>> updates = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            Variable<TFloat32> variable = variables.get(i);
            Variable<TFloat32> m = zeros(variable, initial);
            Variable<TFloat32> v = zeros(variable, initial);
            updates.add(afterGradients.train.applyAdam(
                    variable, m, v, power1, power2, rate, beta1, beta2, eps, gradients.get(i)));
        }
        Ops after = tf.withControlDependencies(List.<Op>copyOf(updates));
        updates.add(after.assign(power1, after.math.mul(power1, beta1)));
        updates.add(after.assign(power2, after.math.mul(power2, beta2)));
        return updates;
    }

    private Variable<TFloat32> scalar(float value, List<Operand<TFloat32>> initial) {
        Variable<TFloat32> variable = tf.variable(Shape.scalar(), TFloat32.class);
        initial.add(tf.assign(variable, tf.constant(value)));
        return variable;
    }

    private Variable<TFloat32> zeros(Variable<TFloat32> like, List<Operand<TFloat32>> initial) {
        Variable<TFloat32> variable = tf.variable(like.shape(), TFloat32.class);
        initial.add(tf.assign(variable, tf.zeros(tf.constant(like.shape()), TFloat32.class)));
        return variable;
    }
}
