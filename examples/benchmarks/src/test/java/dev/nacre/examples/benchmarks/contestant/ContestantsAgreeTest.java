package dev.nacre.examples.benchmarks.contestant;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.nacre.examples.benchmarks.problem.Agreement;
import dev.nacre.examples.benchmarks.problem.Cell;
import dev.nacre.examples.benchmarks.problem.Network;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.examples.benchmarks.problem.Work;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContestantsAgreeTest {

    @ParameterizedTest
    @EnumSource
    void everyContestantPredictsWhatTheReferencePredicts(Entrant entrant) {
        Contestant contestant = entrant.enter(1);
        for (Network network : Network.values()) {
            for (int batch : new int[] {1, 5}) {
                Problem problem = new Problem(new Cell(network, Work.PREDICT, batch, 1), 0);
                try (Prediction prediction = contestant.prediction(problem)) {
                    prediction.run();
                    assertDoesNotThrow(
                            () -> Agreement.checkOutputs(problem, prediction.outputs()), problem.cell()::toString);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NACRE", "TENSORFLOW", "PYTORCH"})
    void everyContestantLearnsWhatTheReferenceLearns(Entrant entrant) {
        Contestant contestant = entrant.enter(1);
        for (Network network : new Network[] {Network.B, Network.C}) {
            for (Work work : new Work[] {Work.SGD, Work.ADAM}) {
                Problem problem = new Problem(new Cell(network, work, 5, 1), work == Work.ADAM ? 1e-4 : 0.01);
                try (Training training = contestant.training(problem)) {
                    float[] losses = {training.step(), training.step(), training.step()};
                    assertDoesNotThrow(
                            () -> Agreement.checkTraining(problem, losses, training.weights()),
                            problem.cell()::toString);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NACRE")
    void sharesOfABatchAreAsGoodAsTheWhole(Entrant entrant) {
        Problem problem = new Problem(new Cell(Network.B, Work.PREDICT, 7, 2), 0);
        try (Prediction prediction = entrant.enter(2).prediction(problem)) {
            prediction.run();
            assertDoesNotThrow(() -> Agreement.checkOutputs(problem, prediction.outputs()));
        }
    }
}
