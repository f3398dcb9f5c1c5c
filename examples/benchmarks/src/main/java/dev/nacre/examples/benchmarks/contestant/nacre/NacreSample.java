package dev.nacre.examples.benchmarks.contestant.nacre;

import dev.nacre.examples.benchmarks.contestant.Prediction;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.runtime.InferenceSession;

/** Nacre's call for one sample. */
final class NacreSample implements Prediction {

    private final InferenceSession session;
    private final float[] input;
    private final float[] output;

    NacreSample(Problem problem) {
        session = problem.network().compiled().newSession();
        input = problem.inputs();
        output = new float[problem.network().outputs()];
    }

    @Override
    public void run() {
        session.predict(input, output);
    }

    @Override
    public float[] outputs() {
        return output.clone();
    }

    @Override
    public void close() {}
}
