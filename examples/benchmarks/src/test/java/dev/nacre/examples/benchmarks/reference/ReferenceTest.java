package dev.nacre.examples.benchmarks.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.examples.benchmarks.network.Network;
import dev.nacre.examples.benchmarks.problem.Cell;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.examples.benchmarks.problem.Work;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {

    private static final double RATE = 1e-3;

    @Test
    void gradientDescentLowersTheLossByTheSquareOfTheGradient() {
        for (Network network : List.of(Network.A, Network.B, Network.C, Network.E, Network.R, Network.S)) {
            Problem problem = new Problem(new Cell(network, Work.SGD, 8, 1), RATE);
            Reference reference = new Reference(problem);
            List<double[]> start = new ArrayList<>();
            reference.weights().forEach(array -> start.add(array.clone()));

            double before = reference.step();
            double squares = 0;
            for (int a = 0; a < start.size(); a++) {
                for (int i = 0; i < start.get(a).length; i++) {
                    double slope = (start.get(a)[i] - reference.weights().get(a)[i]) / RATE;
                    squares += slope * slope;
                }
            }
            double after = reference.step();

            // To first order; the next term is of the order of the rate.
            assertEquals(1, (before - after) / (RATE * squares), 0.05, network.toString());
        }
    }

    @Test
    void theFirstStepOfAdamHasTheSizeOfTheRate() {
        Problem problem = new Problem(new Cell(Network.B, Work.ADAM, 8, 1), RATE);
        Reference reference = new Reference(problem);
        reference.step();
        float[] bias = problem.weights().arrays().get(5);
        for (int i = 0; i < bias.length; i++) {
            assertEquals(RATE, Math.abs(reference.weights().get(5)[i] - bias[i]), 1e-6);
        }
    }

    @Test
    void agreementIsNotGivenToAnErrorOfOnePartInAThousand() {
        Problem problem = new Problem(new Cell(Network.A, Work.PREDICT, 4, 1), 0);
        Reference reference = new Reference(problem);
        float[] outputs = new float[4];
        float largest = 0;
        for (int sample = 0; sample < outputs.length; sample++) {
            outputs[sample] = (float) reference.predict(sample)[0];
            largest = Math.max(largest, Math.abs(outputs[sample]));
        }
        Agreement.checkOutputs(problem, outputs);

        outputs[3] += 1e-3f * largest;
        assertThrows(IllegalStateException.class, () -> Agreement.checkOutputs(problem, outputs));
        outputs[3] = Float.NaN;
        assertThrows(IllegalStateException.class, () -> Agreement.checkOutputs(problem, outputs));
    }

    @Test
    void aContestantThatDoesNotLearnDoesNotAgree() {
        Problem problem = new Problem(new Cell(Network.C, Work.SGD, 4, 1), 0.01);
        float loss = (float) new Reference(problem).step();
        IllegalStateException error = assertThrows(
                IllegalStateException.class,
                () -> Agreement.checkTraining(problem, new float[] {loss}, problem.weights()));
        assertTrue(error.getMessage().contains("change of the weights"), error.getMessage());
    }
}
