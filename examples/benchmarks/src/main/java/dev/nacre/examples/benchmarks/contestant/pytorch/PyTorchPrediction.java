package dev.nacre.examples.benchmarks.contestant.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import dev.nacre.examples.benchmarks.contestant.Prediction;
import dev.nacre.examples.benchmarks.problem.Problem;

/** A block's forward pass, without the conversions of DJL's own predictor. */
final class PyTorchPrediction implements Prediction {

    private final NDManager manager = NDManager.newBaseManager();
    private final Block block;
    private final ParameterStore parameters = new ParameterStore(manager, false);
    private final NDArray input;

    PyTorchPrediction(Problem problem) {
        block = PyTorchContestant.block(problem, manager);
        block.freezeParameters(true);
        input = manager.create(problem.inputs(), PyTorchContestant.inputs(problem));
    }

    @Override
    public void run() {
        try (NDManager scope = manager.newSubManager()) {
            forward(scope);
        }
    }

    /** What comes of it, intermediate results too, belongs to the scope. */
    private NDArray forward(NDManager scope) {
        input.tempAttach(scope);
        return block.forward(parameters, new NDList(input), false).singletonOrThrow();
    }

    @Override
    public float[] outputs() {
        try (NDManager scope = manager.newSubManager()) {
            return forward(scope).toFloatArray();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
