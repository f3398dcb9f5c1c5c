package dev.nacre.examples.benchmarks.compare;

import dev.nacre.examples.benchmarks.contestant.Contestant;
import dev.nacre.examples.benchmarks.contestant.Prediction;
import dev.nacre.examples.benchmarks.contestant.Training;
import dev.nacre.examples.benchmarks.problem.Cell;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.examples.benchmarks.problem.Work;
import dev.nacre.examples.benchmarks.reference.Agreement;

/** What one contestant does for a cell, ready to be timed: its results have been compared with the reference. */
public final class CheckedWork implements AutoCloseable {

    /** While results are compared: large enough for the changes to be far from rounding errors. */
    private static final double LEARNING = 0.01;

    /** Adam's steps have this size whatever the gradients, and a network must not change beyond recognition. */
    private static final double LEARNING_BY_ADAM = 1e-4;

    /** While time is taken: small enough to keep the weights, and with them the zeros that relu makes, as they are. */
    private static final double HARDLY_LEARNING = 1e-7;

    private final Runnable work;
    private final Runnable check;
    private final Runnable close;

    private CheckedWork(Runnable work, Runnable check, Runnable close) {
        this.work = work;
        this.check = check;
        this.close = close;
    }

    /** Compares a contestant's results; fails if they are not those of the reference. */
    public static CheckedWork of(Contestant contestant, Cell cell) {
        return cell.work().learns() ? training(contestant, cell) : prediction(contestant, cell);
    }

    private static CheckedWork prediction(Contestant contestant, Cell cell) {
        Problem problem = new Problem(cell, 0);
        Prediction prediction = contestant.prediction(problem);
        Runnable check = () -> Agreement.checkOutputs(problem, prediction.outputs());
        prediction.run();
        check.run();
        return new CheckedWork(prediction::run, check, prediction::close);
    }

    private static CheckedWork training(Contestant contestant, Cell cell) {
        Problem problem = new Problem(cell, cell.work() == Work.ADAM ? LEARNING_BY_ADAM : LEARNING);
        try (Training training = contestant.training(problem)) {
            float[] losses = new float[Agreement.steps()];
            for (int step = 0; step < losses.length; step++) {
                losses[step] = training.step();
            }
            Agreement.checkTraining(problem, losses, training.weights());
        }
        Training training = contestant.training(new Problem(cell, HARDLY_LEARNING));
        return new CheckedWork(training::step, () -> {}, training::close);
    }

    /** What is timed. */
    public Runnable work() {
        return work;
    }

    /** Compares the last outputs once more, where there are any to compare. */
    public void check() {
        check.run();
    }

    @Override
    public void close() {
        close.run();
    }
}
