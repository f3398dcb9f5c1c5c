package dev.nacre.examples.benchmarks.contestant.nacre;

import dev.nacre.examples.benchmarks.contestant.Contestant;
import dev.nacre.examples.benchmarks.contestant.Prediction;
import dev.nacre.examples.benchmarks.contestant.Training;
import dev.nacre.examples.benchmarks.network.Network;
import dev.nacre.examples.benchmarks.problem.Cell;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.examples.benchmarks.problem.Weights;
import dev.nacre.examples.benchmarks.problem.Work;
import dev.nacre.examples.benchmarks.reference.Reference;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.SimdTarget;
import dev.nacre.runtime.training.Trainer;
import dev.nacre.runtime.training.loss.Losses;
import dev.nacre.runtime.training.optim.Adam;
import dev.nacre.runtime.training.optim.Optimizer;
import dev.nacre.runtime.training.optim.Optimizers;

/** Nacre, as an application uses it: a session for predictions, a trainer for learning. */
public final class NacreContestant implements Contestant {

    @Override
    public String version() {
        return "kernels " + SimdTarget.choose(Network.class, SimdTarget.values());
    }

    @Override
    public Prediction prediction(Problem problem) {
        if (problem.network().vocabulary() > 0) {
            return new NacreTokens(problem);
        }
        return problem.cell().batch() == 1 ? new NacreSample(problem) : new NacreBatch(problem);
    }

    @Override
    public Training training(Problem problem) {
        Cell cell = problem.cell();
        Model model = cell.network().compiled();
        double rate = problem.learningRate();
        Optimizer optimizer = cell.work() == Work.ADAM
                ? new Adam(rate, 0.9, 0.999, Reference.ADAM_EPS, 0, false)
                : Optimizers.sgd(rate);
        Trainer trainer = Trainer.of(model)
                .loss(cell.network().classifies() ? Losses.crossEntropy() : Losses.mse())
                .optimizer(optimizer)
                .threads(cell.threads())
                .build();
        return new NacreTraining(problem, model, trainer);
    }

    private record NacreTraining(Problem problem, Model model, Trainer trainer) implements Training {

        @Override
        public float step() {
            int n = problem.cell().batch();
            return problem.network().classifies()
                    ? trainer.step(problem.inputs(), problem.classes(), n)
                    : trainer.step(problem.inputs(), problem.targets(), n);
        }

        @Override
        public Weights weights() {
            return Weights.of(model.parameters());
        }

        @Override
        public void close() {}
    }
}
