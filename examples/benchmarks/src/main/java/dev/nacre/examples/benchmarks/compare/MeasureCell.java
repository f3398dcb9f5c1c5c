package dev.nacre.examples.benchmarks.compare;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.contestant.Contestant;
import dev.nacre.examples.benchmarks.contestant.Entrant;
import dev.nacre.examples.benchmarks.contestant.Prediction;
import dev.nacre.examples.benchmarks.contestant.Training;
import dev.nacre.examples.benchmarks.problem.Cell;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.examples.benchmarks.problem.Work;
import dev.nacre.examples.benchmarks.reference.Agreement;
import dev.nacre.examples.benchmarks.timing.Budget;
import dev.nacre.examples.benchmarks.timing.Stopwatch;

/** In a JVM of its own: has one contestant do the work of one cell, compares what comes of it, and times it. */
final class MeasureCell {

    /** While results are compared: large enough for the changes to be far from rounding errors. */
    private static final double LEARNING = 0.01;

    /** Adam's steps have this size whatever the gradients, and a network must not change beyond recognition. */
    private static final double LEARNING_BY_ADAM = 1e-4;

    /** While time is taken: small enough to keep the weights, and with them the zeros that relu makes, as they are. */
    private static final double HARDLY_LEARNING = 1e-7;

    private MeasureCell() {}

    public static void main(String[] arguments) {
        Entrant entrant = Entrant.parse(arguments[0]);
        Cell cell = Cell.parse(arguments[1]);
        Budget budget = Budget.of(Double.parseDouble(arguments[2]));
        Contestant contestant = entrant.enter(cell.threads());
        double seconds =
                cell.work().learns() ? training(contestant, cell, budget) : prediction(contestant, cell, budget);
        ChildJvm.answer(String.valueOf(seconds));
        ChildJvm.answer(contestant.version());
        // Some libraries leave threads behind.
        System.exit(0);
    }

    private static double prediction(Contestant contestant, Cell cell, Budget budget) {
        Problem problem = new Problem(cell, 0);
        try (Prediction prediction = contestant.prediction(problem)) {
            prediction.run();
            Agreement.checkOutputs(problem, prediction.outputs());
            double seconds = Stopwatch.seconds(prediction::run, budget);
            Agreement.checkOutputs(problem, prediction.outputs());
            return seconds;
        }
    }

    private static double training(Contestant contestant, Cell cell, Budget budget) {
        Problem problem = new Problem(cell, cell.work() == Work.ADAM ? LEARNING_BY_ADAM : LEARNING);
        try (Training training = contestant.training(problem)) {
            float[] losses = new float[Agreement.steps()];
            for (int step = 0; step < losses.length; step++) {
                losses[step] = training.step();
            }
            Agreement.checkTraining(problem, losses, training.weights());
        }
        try (Training training = contestant.training(new Problem(cell, HARDLY_LEARNING))) {
            return Stopwatch.seconds(training::step, budget);
        }
    }
}
