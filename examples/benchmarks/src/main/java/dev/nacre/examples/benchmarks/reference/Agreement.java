package dev.nacre.examples.benchmarks.reference;

import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.examples.benchmarks.problem.Weights;
import java.util.List;

/** Decides whether a contestant computes what it should; only then its time counts. */
public final class Agreement {

    /** Relative to the largest output: float arithmetic in any order is well inside. */
    private static final double OUTPUTS = 1e-4;

    private static final double LOSS = 1e-4;
    /** Of the weights' changes, as a norm: they are small beside the weights, whose last bits limit them. */
    private static final double CHANGES = 5e-3;

    /** Outputs are compared for the first samples and the last, so that odd ends of a batch are among them. */
    private static final int SAMPLES = 40;

    private static final int STEPS = 3;

    private Agreement() {}

    /** Steps of a training that are compared. */
    public static int steps() {
        return STEPS;
    }

    /** Compares a batch of outputs. */
    public static void checkOutputs(Problem problem, float[] outputs) {
        int width = problem.network().outputs();
        int batch = problem.cell().batch();
        Reference reference = new Reference(problem);
        double largest = 0;
        double error = 0;
        for (int sample = 0; sample < batch; sample++) {
            if (sample < SAMPLES || sample >= batch - SAMPLES) {
                double[] expected = reference.predict(sample);
                for (int i = 0; i < width; i++) {
                    largest = Math.max(largest, Math.abs(expected[i]));
                    error = Math.max(error, nanAsInfinity(Math.abs(outputs[sample * width + i] - expected[i])));
                }
            }
        }
        require(error <= OUTPUTS * largest, "outputs", error / largest);
    }

    /** Compares losses and weights after {@link #steps} steps. */
    public static void checkTraining(Problem problem, float[] losses, Weights learnt) {
        Reference reference = new Reference(problem);
        for (float loss : losses) {
            double expected = reference.step();
            double error = nanAsInfinity(Math.abs(loss - expected) / expected);
            require(error <= LOSS, "loss", error);
        }
        List<float[]> start = problem.weights().arrays();
        double change = 0;
        double error = 0;
        for (int a = 0; a < start.size(); a++) {
            double[] expected = reference.weights().get(a);
            float[] actual = learnt.arrays().get(a);
            for (int i = 0; i < expected.length; i++) {
                change += square(expected[i] - start.get(a)[i]);
                error += nanAsInfinity(square(actual[i] - expected[i]));
            }
        }
        require(error <= square(CHANGES) * change, "change of the weights", Math.sqrt(error / change));
    }

    private static double square(double value) {
        return value * value;
    }

    private static double nanAsInfinity(double value) {
        return Double.isNaN(value) ? Double.POSITIVE_INFINITY : value;
    }

    private static void require(boolean agrees, String what, double error) {
        System.err.println(what + ": relative error " + error);
        if (!agrees) {
            throw new IllegalStateException(what + ": relative error " + error);
        }
    }
}
