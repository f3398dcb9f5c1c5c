package dev.nacre.examples.benchmarks.warmup;

import dev.nacre.examples.benchmarks.ChildJvm;
import dev.nacre.examples.benchmarks.timing.Median;
import java.util.ArrayList;
import java.util.List;

/**
 * Predicts with a network from the first moment on, in windows of {@value #WINDOW_MILLISECONDS} ms, and says when it had 90 % of the
 * speed that it has in the end: the time of day at which the first stretch of {@value #STRETCH} windows with that median begins.
 */
final class FullSpeed {

    private static final int WINDOW_MILLISECONDS = 20;
    private static final int STRETCH = 10;
    private static final double SHARE = 0.9;

    private FullSpeed() {}

    public static void main(String[] arguments) {
        Runnable work = new Work(arguments[0], Integer.parseInt(arguments[1]));
        long milliseconds = Math.round(1000 * Double.parseDouble(arguments[2]));
        List<Double> speeds = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        long end = System.currentTimeMillis() + milliseconds;
        while (System.currentTimeMillis() < end) {
            times.add(System.currentTimeMillis());
            speeds.add(window(work));
        }
        ChildJvm.answer(String.valueOf(times.get(firstFull(speeds))));
    }

    /** Calls in a second. */
    private static double window(Runnable work) {
        long start = System.nanoTime();
        long calls = 0;
        long elapsed;
        do {
            work.run();
            calls++;
            elapsed = System.nanoTime() - start;
        } while (elapsed < WINDOW_MILLISECONDS * 1_000_000L);
        return calls * 1e9 / elapsed;
    }

    private static int firstFull(List<Double> speeds) {
        double enough = SHARE * last(speeds);
        for (int i = 0; i + STRETCH <= speeds.size(); i++) {
            if (Median.of(speeds.subList(i, i + STRETCH)).value() >= enough) {
                return i;
            }
        }
        throw new IllegalStateException("the speed did not settle");
    }

    /** The median over the last quarter. */
    private static double last(List<Double> speeds) {
        List<Double> quarter = speeds.subList(speeds.size() * 3 / 4, speeds.size());
        return Median.of(quarter).value();
    }
}
