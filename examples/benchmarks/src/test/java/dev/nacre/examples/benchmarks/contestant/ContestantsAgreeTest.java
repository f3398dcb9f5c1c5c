package dev.nacre.examples.benchmarks.contestant;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.nacre.examples.benchmarks.network.Network;
import dev.nacre.examples.benchmarks.problem.Cell;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.examples.benchmarks.problem.Work;
import dev.nacre.examples.benchmarks.reference.Agreement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContestantsAgreeTest {

    @ParameterizedTest
    @EnumSource
    void everyContestantPredictsWhatTheReferencePredicts(Entrant entrant) {
        Contestant contestant = entrant.enter(1);
        for (Cell cell : cells(entrant, List.of(Network.values()), List.of(Work.PREDICT), 1, 5)) {
            Problem problem = new Problem(cell, 0);
            try (Prediction prediction = contestant.prediction(problem)) {
                prediction.run();
                assertDoesNotThrow(() -> Agreement.checkOutputs(problem, prediction.outputs()), cell::toString);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NACRE", "TENSORFLOW", "PYTORCH"})
    void everyContestantLearnsWhatTheReferenceLearns(Entrant entrant) {
        Contestant contestant = entrant.enter(1);
        List<Network> networks = List.of(Network.B, Network.C, Network.R, Network.S, Network.E);
        for (Cell cell : cells(entrant, networks, List.of(Work.SGD, Work.ADAM), 5)) {
            Problem problem = new Problem(cell, cell.work() == Work.ADAM ? 1e-4 : 0.01);
            try (Training training = contestant.training(problem)) {
                float[] losses = {training.step(), training.step(), training.step()};
                assertDoesNotThrow(() -> Agreement.checkTraining(problem, losses, training.weights()), cell::toString);
            }
        }
    }

    private static List<Cell> cells(Entrant entrant, List<Network> networks, List<Work> works, Integer... batches) {
        return networks.stream()
                .flatMap(network -> works.stream()
                        .flatMap(work -> Stream.of(batches).map(batch -> new Cell(network, work, batch, 1))))
                .filter(entrant::takesPartIn)
                .toList();
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
