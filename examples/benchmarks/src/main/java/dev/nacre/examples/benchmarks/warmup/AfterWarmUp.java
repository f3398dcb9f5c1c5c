package dev.nacre.examples.benchmarks.warmup;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.network.NetworkC;

/**
 * Warms C up, and says how many milliseconds that took and how fast the first batches are then, as a share of the speed two
 * seconds later; both times the fastest of some windows counts, for a busy machine makes most of them slow.
 */
final class AfterWarmUp {

    private static final int BATCH = 256;
    private static final int CALLS_IN_WINDOW = 4;
    private static final int WINDOWS = 10;
    private static final long UNTIL_SETTLED = 2_000_000_000L;

    private AfterWarmUp() {}

    public static void main(String[] arguments) {
        NetworkC model = NetworkC.create(1L);
        long start = System.nanoTime();
        model.warmUp();
        long warm = System.nanoTime();
        NetworkC.Session session = model.newSession();
        float[] inputs = new float[BATCH * 784];
        float[] outputs = new float[BATCH * 10];
        long first = fastest(session, inputs, outputs);
        while (System.nanoTime() - warm < UNTIL_SETTLED) {
            window(session, inputs, outputs);
        }
        long settled = fastest(session, inputs, outputs);
        ChildJvm.answer(String.valueOf((warm - start) / 1_000_000));
        ChildJvm.answer(String.valueOf(100.0 * settled / first));
    }

    private static long fastest(NetworkC.Session session, float[] inputs, float[] outputs) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < WINDOWS; i++) {
            fastest = Math.min(fastest, window(session, inputs, outputs));
        }
        return fastest;
    }

    private static long window(NetworkC.Session session, float[] inputs, float[] outputs) {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS_IN_WINDOW; i++) {
            session.predict(inputs, outputs, BATCH);
        }
        return System.nanoTime() - start;
    }
}
