package dev.nacre.examples.benchmarks.contestant.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import dev.nacre.examples.benchmarks.contestant.Contestant;
import dev.nacre.examples.benchmarks.contestant.Prediction;
import dev.nacre.examples.benchmarks.contestant.Training;
import dev.nacre.examples.benchmarks.network.Network;
import dev.nacre.examples.benchmarks.problem.Problem;

/** PyTorch through DJL, whose settings are system properties that count when the engine starts. */
public final class PyTorchContestant implements Contestant {

    static final String ENGINE = "PyTorch";

    public PyTorchContestant(int threads) {
        System.setProperty("ai.djl.default_engine", ENGINE);
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    }

    @Override
    public String version() {
        return Engine.getEngine(ENGINE).getVersion() + " (DJL " + Engine.getDjlVersion() + ")";
    }

    @Override
    public Prediction prediction(Problem problem) {
        return new PyTorchPrediction(problem);
    }

    @Override
    public Training training(Problem problem) {
        return new PyTorchTraining(problem);
    }

    /** The shape of the problem's inputs. */
    static Shape inputs(Problem problem) {
        return new Shape(problem.network().input().times(problem.cell().batch()).toLongs());
    }

    /** The network with the problem's weights. */
    static Block block(Problem problem, NDManager manager) {
        Network network = problem.network();
        Block block = network.layers().match(new PyTorchBlocks());
        block.initialize(manager, DataType.FLOAT32, inputs(problem));
        int array = 0;
        for (Parameter parameter : block.getParameters().values()) {
            NDArray values = parameter.getArray();
            values.set(problem.weights().arrays().get(array));
            array++;
        }
        return block;
    }
}
