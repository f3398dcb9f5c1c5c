package dev.nacre.examples.benchmarks.contestant;

import dev.nacre.examples.benchmarks.problem.Network;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.examples.benchmarks.problem.Weights;
import dev.nacre.examples.benchmarks.problem.Work;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** One graph that computes the loss, its gradients, and the update of the variables. */
final class TensorFlowTraining implements Training {

    private final Graph graph = new Graph();
    private final Problem problem;
    private final Session session;
    private final Placeholder<TFloat32> placeholder;
    private final Placeholder<? extends TType> goal;
    private final Tensor input;
    private final Tensor target;
    private final List<Variable<TFloat32>> variables = new ArrayList<>();
    private final Operand<TFloat32> loss;
    private final List<Operand<TFloat32>> updates;

    TensorFlowTraining(Problem problem) {
        this.problem = problem;
        Network network = problem.network();
        int batch = problem.cell().batch();
        Ops tf = Ops.create(graph);
        placeholder = TensorFlowLayers.placeholder(tf, batch, network.inputs());
        input = TensorFlowLayers.tensor(problem.inputs(), batch, network.inputs());
        List<Operand<TFloat32>> initial = new ArrayList<>();
        for (float[] array : problem.weights().arrays()) {
            Shape shape = TensorFlowLayers.shape(network, variables.size());
            variables.add(tf.variable(shape, TFloat32.class));
            initial.add(tf.assign(variables.get(initial.size()), tf.constant(shape, DataBuffers.of(array))));
        }
        Operand<TFloat32> outputs = TensorFlowLayers.forward(tf, placeholder, variables);

        TensorFlowLoss evaluation;
        if (network.classifies()) {
            Placeholder<TInt32> classes = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(batch)));
            goal = classes;
            target = TInt32.vectorOf(problem.classes());
            evaluation = TensorFlowLoss.crossEntropy(tf, outputs, classes, batch);
        } else {
            Placeholder<TFloat32> values = TensorFlowLayers.placeholder(tf, batch, network.outputs());
            goal = values;
            target = TensorFlowLayers.tensor(problem.targets(), batch, network.outputs());
            evaluation = TensorFlowLoss.squaredError(tf, outputs, values, batch * network.outputs());
        }
        loss = evaluation.loss();
        List<Operand<TFloat32>> gradients = evaluation.gradients(tf, outputs, variables);
        TensorFlowUpdate update = new TensorFlowUpdate(tf, gradients, (float) problem.learningRate());
        updates = problem.cell().work() == Work.ADAM ? update.adam(variables, initial) : update.descend(variables);
        session = TensorFlowContestant.session(graph, problem.cell().threads());
        runAll(initial);
    }

    private void runAll(List<Operand<TFloat32>> operands) {
        Session.Runner runner = session.runner();
        operands.forEach(runner::addTarget);
        runner.run().close();
    }

    @Override
    public float step() {
        Session.Runner runner =
                session.runner().feed(placeholder, input).feed(goal, target).fetch(loss);
        for (int i = 0; i < updates.size(); i++) {
            runner.addTarget(updates.get(i));
        }
        try (Result result = runner.run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    @Override
    public Weights weights() {
        List<float[]> matrices = new ArrayList<>();
        List<float[]> biases = new ArrayList<>();
        Session.Runner runner = session.runner();
        variables.forEach(runner::fetch);
        try (Result result = runner.run()) {
            List<float[]> start = problem.weights().arrays();
            for (int i = 0; i < start.size(); i++) {
                float[] values = new float[start.get(i).length];
                ((TFloat32) result.get(i)).asRawTensor().data().asFloats().read(values);
                (i % 2 == 0 ? matrices : biases).add(values);
            }
        }
        return new Weights(matrices, biases);
    }

    @Override
    public void close() {
        session.close();
        input.close();
        target.close();
        graph.close();
    }
}
