package dev.nacre.examples.benchmarks.contestant;

import dev.nacre.examples.benchmarks.problem.Network;
import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.runtime.InferenceSession;
import dev.nacre.runtime.Model;
import dev.nacre.runtime.Workers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Nacre on several threads: a session for each, and a share of the batch. */
final class NacreParallelPrediction implements Prediction {

    private final List<Share> shares = new ArrayList<>();
    private final int width;

    NacreParallelPrediction(Problem problem) {
        Network network = problem.network();
        Model model = network.compiled();
        width = network.outputs();
        int threads = problem.cell().threads();
        int batch = problem.cell().batch();
        for (int i = 0; i < threads; i++) {
            int from = batch * i / threads;
            int to = batch * (i + 1) / threads;
            float[] inputs = Arrays.copyOfRange(problem.inputs(), from * network.inputs(), to * network.inputs());
            shares.add(new Share(model.newSession(), inputs, new float[(to - from) * width], to - from));
        }
    }

    @Override
    public void run() {
        Workers.run(shares.size(), shares.size(), i -> shares.get(i).predict());
    }

    @Override
    public float[] outputs() {
        float[] all = new float
                [shares.stream().mapToInt(share -> share.outputs.length).sum()];
        int offset = 0;
        for (Share share : shares) {
            System.arraycopy(share.outputs, 0, all, offset, share.outputs.length);
            offset += share.outputs.length;
        }
        return all;
    }

    @Override
    public void close() {}

    private static final class Share {

        private final InferenceSession session;
        private final float[] inputs;
        private final float[] outputs;
        private final int n;

        Share(InferenceSession session, float[] inputs, float[] outputs, int n) {
            this.session = session;
            this.inputs = inputs;
            this.outputs = outputs;
            this.n = n;
        }

        void predict() {
            session.predict(inputs, outputs, n);
        }
    }
}
