package dev.nacre.examples.benchmarks.contestant;

import dev.nacre.examples.benchmarks.problem.Network;
import dev.nacre.examples.benchmarks.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.buffer.DataBuffers;
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
    private final int outputs;

    TensorFlowPrediction(Problem problem) {
        Network network = problem.network();
        int batch = problem.cell().batch();
        Ops tf = Ops.create(graph);
        placeholder = TensorFlowLayers.placeholder(tf, batch, network.inputs());
        List<Operand<TFloat32>> weights = new ArrayList<>();
        for (float[] array : problem.weights().arrays()) {
            weights.add(tf.constant(TensorFlowLayers.shape(network, weights.size()), DataBuffers.of(array)));
        }
        answer = TensorFlowLayers.forward(tf, placeholder, weights);
        input = TensorFlowLayers.tensor(problem.inputs(), batch, network.inputs());
        outputs = batch * network.outputs();
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
        float[] values = new float[outputs];
        try (Result result = call()) {
            TFloat32 tensor = (TFloat32) result.get(0);
            tensor.asRawTensor().data().asFloats().read(values);
        }
        return values;
    }

    @Override
    public void close() {
        session.close();
        input.close();
        graph.close();
    }
}
