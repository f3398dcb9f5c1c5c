package dev.nacre.examples.benchmarks.contestant.tensorflow;

import dev.nacre.examples.benchmarks.contestant.Prediction;
import dev.nacre.examples.benchmarks.network.Network;
import dev.nacre.examples.benchmarks.network.Shape;
import dev.nacre.examples.benchmarks.problem.Problem;
import java.util.Iterator;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A frozen graph: the weights are constants, so that TensorFlow may fuse and reorder them as it likes. */
final class TensorFlowPrediction implements Prediction {

    private final Graph graph = new Graph();
    private final Session session;
    private final Placeholder<TFloat32> placeholder;
    private final Operand<TFloat32> answer;
    private final TFloat32 input;

    TensorFlowPrediction(Problem problem) {
        Network network = problem.network();
        int batch = problem.cell().batch();
        Ops tf = Ops.create(graph);
        Shape shape = TensorFlowLayers.inputs(network, batch);
        placeholder = Tensors.placeholder(tf, shape);
        Iterator<float[]> weights = problem.weights().arrays().iterator();
        answer = TensorFlowLayers.forward(
                tf,
                placeholder,
                network,
                (layout, weight) -> Tensors.constant(tf, layout.apply(weights.next()), weight));
        input = Tensors.tensor(problem.inputs(), shape);
        session = TensorFlowContestant.session(graph, problem.cell().threads());
    }

    @Override
    @SuppressWarnings("try") // The result is closed, and not used.
    public void run() {
        try (Result result = call()) {}
    }

    private Result call() {
        return session.runner().feed(placeholder, input).fetch(answer).run();
    }

    @Override
    public float[] outputs() {
        try (Result result = call()) {
            return Tensors.toArray((TFloat32) result.get(0));
        }
    }

    @Override
    public void close() {
        session.close();
        input.close();
        graph.close();
    }
}
