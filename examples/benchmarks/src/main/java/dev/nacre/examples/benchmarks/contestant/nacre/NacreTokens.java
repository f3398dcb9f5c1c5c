package dev.nacre.examples.benchmarks.contestant.nacre;

import dev.nacre.examples.benchmarks.contestant.Prediction;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.PortArrays;

/** Nacre's call for a network that reads tokens, for one sample or a batch. */
final class NacreTokens implements Prediction {

    private final InferenceSession session;
    private final PortArrays inputs;
    private final PortArrays outputs;
    private final int n;

    NacreTokens(Problem problem) {
        session = problem.network().compiled().newSession();
        session.threads(problem.cell().threads());
        n = problem.cell().batch();
        inputs = PortArrays.of((Object) problem.tokens());
        outputs = PortArrays.of((Object) new float[n * problem.network().outputs()]);
    }

    @Override
    public void run() {
        session.predict(inputs, outputs, n);
    }

    @Override
    public float[] outputs() {
        return outputs.floats(0).clone();
    }

    @Override
    public void close() {}
}
