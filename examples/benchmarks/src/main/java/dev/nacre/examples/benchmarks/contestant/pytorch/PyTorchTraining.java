package dev.nacre.examples.benchmarks.contestant.pytorch;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.nacre.examples.benchmarks.contestant.Training;
import dev.nacre.examples.benchmarks.network.Network;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.examples.benchmarks.problem.Weights;
import dev.nacre.examples.benchmarks.problem.Work;
import dev.nacre.examples.benchmarks.reference.Reference;
import java.util.ArrayList;
import java.util.List;

/** DJL's trainer on PyTorch: what its {@code EasyTrain.trainBatch} does, without metrics. */
final class PyTorchTraining implements Training {

    private final Model model = Model.newInstance("network", PyTorchContestant.ENGINE);
    private final NDManager manager = model.getNDManager().newSubManager();
    private final Block block;
    private final Trainer trainer;
    private final Loss loss;
    private final NDArray input;
    private final NDArray target;

    PyTorchTraining(Problem problem) {
        Network network = problem.network();
        int batch = problem.cell().batch();
        Shape shape = PyTorchContestant.inputs(problem);
        block = PyTorchContestant.block(problem, manager);
        model.setBlock(block);
        // DJL's l2Loss is half the mean square by default.
        loss = network.classifies() ? Loss.softmaxCrossEntropyLoss() : Loss.l2Loss("mse", 1);
        trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(optimizer(problem)));
        trainer.initialize(shape);
        input = manager.create(problem.inputs(), shape);
        target = network.classifies()
                ? manager.create(problem.classes(), new Shape(batch))
                : manager.create(problem.targets(), new Shape(batch, network.outputs()));
    }

    private static Optimizer optimizer(Problem problem) {
        Tracker rate = Tracker.fixed((float) problem.learningRate());
        return problem.cell().work() == Work.ADAM
                ? Optimizer.adam()
                        .optLearningRateTracker(rate)
                        .optEpsilon(Reference.ADAM_EPS)
                        .build()
                : Optimizer.sgd().setLearningRateTracker(rate).build();
    }

    @Override
    public float step() {
        float value;
        try (NDManager scope = manager.newSubManager()) {
            input.tempAttach(scope);
            target.tempAttach(scope);
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDList outputs = trainer.forward(new NDList(input), new NDList(target));
                NDArray mean = loss.evaluate(new NDList(target), outputs);
                collector.backward(mean);
                value = mean.getFloat();
            }
            trainer.step();
        }
        return value;
    }

    @Override
    public Weights weights() {
        List<float[]> weights = new ArrayList<>();
        for (Parameter parameter : block.getParameters().values()) {
            weights.add(parameter.getArray().toFloatArray());
        }
        return new Weights(weights);
    }

    @Override
    public void close() {
        trainer.close();
        manager.close();
        model.close();
    }
}
