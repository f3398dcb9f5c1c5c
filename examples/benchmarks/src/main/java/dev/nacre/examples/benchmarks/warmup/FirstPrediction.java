package dev.nacre.examples.benchmarks.warmup;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.network.NetworkA;

/** The shortest application: makes a model, predicts once, and says at what time of day it had its answer. */
final class FirstPrediction {

    private FirstPrediction() {}

    public static void main(String[] arguments) {
        float[] y = NetworkA.create(1L).predict(new float[] {1, 2, 3});
        long answered = System.currentTimeMillis();
        if (Float.isNaN(y[0])) {
            throw new IllegalStateException("no number");
        }
        ChildJvm.answer(String.valueOf(answered));
    }
}
