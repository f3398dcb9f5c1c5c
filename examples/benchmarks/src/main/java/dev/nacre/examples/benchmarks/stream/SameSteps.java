package dev.nacre.examples.benchmarks.stream;

import dev.nacre.examples.benchmarks.contestant.Stepper;

/** Decides whether everyone computes the same; only then times count. */
final class SameSteps {

    /** Relative to the largest output: what float arithmetic in any order leaves. */
    private static final double ERROR = 1e-4;

    /** Beyond the longest dilation, and no row comes twice: a period would hide which of the last steps someone reads. */
    private static final int STEPS = 1100;

    private SameSteps() {}

    /** Compares some steps of each with those that are written by hand. */
    static void check(Streamed model) {
        for (Way way : Way.values()) {
            double largest = 0;
            double error = 0;
            try (Stepper expected = model.enter(Way.PLAIN, STEPS);
                    Stepper actual = model.enter(way, STEPS)) {
                for (int step = 0; step < STEPS; step++) {
                    expected.step();
                    actual.step();
                    float[] right = expected.output();
                    float[] given = actual.output();
                    for (int i = 0; i < right.length; i++) {
                        largest = Math.max(largest, Math.abs(right[i]));
                        double difference = Math.abs(given[i] - right[i]);
                        error = Math.max(error, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
                    }
                }
            }
            if (!(error <= ERROR * largest)) {
                throw new IllegalStateException(
                        model + ", " + way.title() + ": relative error " + error / largest + " in " + STEPS + " steps");
            }
        }
    }
}
