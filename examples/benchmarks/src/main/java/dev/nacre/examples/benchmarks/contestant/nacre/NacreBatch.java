package dev.nacre.examples.benchmarks.contestant.nacre;

import dev.nacre.examples.benchmarks.contestant.Prediction;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.runtime.InferenceSession;

/** Nacre's call for a batch. */
final class NacreBatch implements Prediction {

    private final InferenceSession session;
    private final float[] inputs;
    private final float[] outputs;
    private final int n;

    NacreBatch(Problem problem) {
        session = problem.network().compiled().newSession();
        session.threads(problem.cell().threads());
        inputs = problem.inputs();
        n = problem.cell().batch();
        outputs = new float[n * problem.network().outputs()];
    }

    @Override
    public void run() {
        session.predict(inputs, outputs, n);
    }

    @Override
    public float[] outputs() {
        return outputs.clone();
    }

    @Override
    public void close() {}
}
