package dev.nacre.examples.benchmarks.warmup;

import dev.nacre.examples.benchmarks.ChildJvm;

/**
 * Warms a network up, and says how many milliseconds that took and how fast the first calls are then, as a share of the speed four
 * seconds later; both times the fastest of some windows counts, for a busy machine makes most of them slow.
 */
final class AfterWarmUp {

    private static final int CALLS_IN_WINDOW = 4;
    private static final int WINDOWS = 10;
    private static final long UNTIL_SETTLED = 4_000_000_000L;

    private AfterWarmUp() {}

    public static void main(String[] arguments) {
        Work work = new Work(arguments[0], Integer.parseInt(arguments[1]));
        long start = System.nanoTime();
        work.model().warmUp();
        long warm = System.nanoTime();
        long first = fastest(work);
        while (System.nanoTime() - warm < UNTIL_SETTLED) {
            window(work);
        }
        long settled = fastest(work);
        ChildJvm.answer(String.valueOf((warm - start) / 1_000_000));
        ChildJvm.answer(String.valueOf(100.0 * settled / first));
    }

    private static long fastest(Runnable work) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < WINDOWS; i++) {
            fastest = Math.min(fastest, window(work));
        }
        return fastest;
    }

    private static long window(Runnable work) {
        long start = System.nanoTime();
        for (int i = 0; i < CALLS_IN_WINDOW; i++) {
            work.run();
        }
        return System.nanoTime() - start;
    }
}
