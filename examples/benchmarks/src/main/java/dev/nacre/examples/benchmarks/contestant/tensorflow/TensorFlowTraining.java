package dev.nacre.examples.benchmarks.contestant.tensorflow;

import dev.nacre.examples.benchmarks.contestant.Training;
import dev.nacre.examples.benchmarks.contestant.Transposition;
import dev.nacre.examples.benchmarks.network.Network;
import dev.nacre.examples.benchmarks.network.Shape;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.examples.benchmarks.problem.Weights;
import dev.nacre.examples.benchmarks.problem.Work;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
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
    /** Of the variables, beside PyTorch's. */
    private final List<Transposition> layouts = new ArrayList<>();

    private final Operand<TFloat32> loss;
    private final List<Operand<TFloat32>> updates;

    TensorFlowTraining(Problem problem) {
        this.problem = problem;
        Network network = problem.network();
        int batch = problem.cell().batch();
        Ops tf = Ops.create(graph);
        Shape shape = TensorFlowLayers.inputs(network, batch);
        placeholder = Tensors.placeholder(tf, shape);
        input = Tensors.tensor(problem.inputs(), shape);
        List<Operand<TFloat32>> initial = new ArrayList<>();
        Iterator<float[]> start = problem.weights().arrays().iterator();
        Operand<TFloat32> outputs = TensorFlowLayers.forward(tf, placeholder, network, (layout, weight) -> {
            Variable<TFloat32> variable = tf.variable(Tensors.shape(weight), TFloat32.class);
            initial.add(tf.assign(variable, Tensors.constant(tf, layout.apply(start.next()), weight)));
            variables.add(variable);
            layouts.add(layout);
            return variable;
        });

        TensorFlowLoss evaluation;
        if (network.classifies()) {
            Placeholder<TInt32> classes =
                    tf.placeholder(TInt32.class, Placeholder.shape(Tensors.shape(Shape.of(batch))));
            goal = classes;
            target = TInt32.vectorOf(problem.classes());
            evaluation = TensorFlowLoss.crossEntropy(tf, outputs, classes, batch);
        } else {
            Shape values = Shape.of(batch, network.outputs());
            Placeholder<TFloat32> targets = Tensors.placeholder(tf, values);
            goal = targets;
            target = Tensors.tensor(problem.targets(), values);
            evaluation = TensorFlowLoss.squaredError(tf, outputs, targets, batch * network.outputs());
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
        List<float[]> weights = new ArrayList<>();
        Session.Runner runner = session.runner();
        variables.forEach(runner::fetch);
        try (Result result = runner.run()) {
            for (int i = 0; i < layouts.size(); i++) {
                weights.add(layouts.get(i).undo(Tensors.toArray((TFloat32) result.get(i))));
            }
        }
        return new Weights(weights);
    }

    @Override
    public void close() {
        session.close();
        input.close();
        target.close();
        graph.close();
    }
}
