package dev.nacre.examples.benchmarks.contestant.tensorflow;

import dev.nacre.examples.benchmarks.contestant.Contestant;
import dev.nacre.examples.benchmarks.contestant.Prediction;
import dev.nacre.examples.benchmarks.contestant.Training;
import dev.nacre.examples.benchmarks.problem.Problem;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.ConfigProto;

/** TensorFlow's graphs, built and run from Java: the inputs stay in native memory. */
public final class TensorFlowContestant implements Contestant {

    @Override
    public String version() {
        return TensorFlow.version();
    }

    @Override
    public Prediction prediction(Problem problem) {
        return new TensorFlowPrediction(problem);
    }

    @Override
    public Training training(Problem problem) {
        return new TensorFlowTraining(problem);
    }

    static Session session(Graph graph, int threads) {
        ConfigProto config = ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(threads)
                .setInterOpParallelismThreads(1)
                .build();
        return new Session(graph, config);
    }
}
