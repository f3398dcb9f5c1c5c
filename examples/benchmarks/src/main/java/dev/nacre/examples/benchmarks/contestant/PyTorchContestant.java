package dev.nacre.examples.benchmarks.contestant;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import dev.nacre.examples.benchmarks.problem.Layer;
import dev.nacre.examples.benchmarks.problem.Network;
import dev.nacre.examples.benchmarks.problem.Problem;

/** PyTorch through DJL, whose settings are system properties that count when the engine starts. */
final class PyTorchContestant implements Contestant {

    static final String ENGINE = "PyTorch";

    PyTorchContestant(int threads) {
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

    /** The network with the problem's weights. */
    static SequentialBlock block(Problem problem, NDManager manager) {
        Network network = problem.network();
        SequentialBlock block = new SequentialBlock();
        for (Layer layer : network.layers()) {
            if (block.getChildren().size() > 0) {
                block.add(Activation.reluBlock());
            }
            block.add(Linear.builder().setUnits(layer.outputs()).build());
        }
        block.initialize(manager, DataType.FLOAT32, new Shape(problem.cell().batch(), network.inputs()));
        int array = 0;
        for (Parameter parameter : block.getParameters().values()) {
            NDArray values = parameter.getArray();
            values.set(problem.weights().arrays().get(array));
            array++;
        }
        return block;
    }
}
