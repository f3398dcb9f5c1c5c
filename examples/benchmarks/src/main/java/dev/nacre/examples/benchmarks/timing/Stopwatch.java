package dev.nacre.examples.benchmarks.timing;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Times one piece of work: runs it until its speed has settled, then measures it in many short windows.
 *
 * <p>Runs are counted off in short rounds of a method of their own. Its loop is then compiled as a whole method before it
 * matters, and not replaced while it runs: such replacements make worse code.
 */
public final class Stopwatch {

    private static final double ROUND = 0.002;
    private static final double WINDOW = 0.05;

    /** The speed has settled when so many windows are as fast as so many before them. */
    private static final int SETTLED = 6;

    private static final double SETTLED_WITHIN = 0.02;

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    private final Runnable work;
    private int round = 1;

    /** Of work that has not been warmed up. */
    public Stopwatch(Runnable work) {
        this.work = work;
    }

    /** The seconds that a run takes, after warm-up. */
    public static double seconds(Runnable work, Budget budget) {
        return measure(work, budget).value();
    }

    /** The seconds that a run takes in the fastest window: for limits of the machine, not for what one can rely on. */
    public static double fastest(Runnable work, Budget budget) {
        return measure(work, budget).least();
    }

    private static Median measure(Runnable work, Budget budget) {
        Stopwatch stopwatch = new Stopwatch(work);
        stopwatch.warmUp(budget);
        return Median.of(stopwatch.windows(budget.measurement()));
    }

    /** Runs the work until its speed has settled and nothing is compiled any more. */
    public void warmUp(Budget budget) {
        List<Double> windows = new ArrayList<>();
        List<Long> compilation = new ArrayList<>();
        long start = System.nanoTime();
        while (since(start) < budget.leastWarmUp()
                || (since(start) < budget.mostWarmUp() && !settled(windows, compilation))) {
            windows.add(window(WINDOW));
            compilation.add(COMPILER.getTotalCompilationTime());
        }
    }

    /** The same speed for a while, in which nothing was compiled. */
    private static boolean settled(List<Double> windows, List<Long> compilation) {
        int n = windows.size();
        if (n < 2 * SETTLED || !compilation.get(n - 1).equals(compilation.get(n - 2 * SETTLED))) {
            return false;
        }
        double now = Median.of(windows.subList(n - SETTLED, n)).value();
        double before = Median.of(windows.subList(n - 2 * SETTLED, n - SETTLED)).value();
        return Math.abs(now / before - 1) < SETTLED_WITHIN;
    }

    private List<Double> windows(double seconds) {
        List<Double> windows = new ArrayList<>();
        long start = System.nanoTime();
        do {
            windows.add(window(WINDOW));
        } while (since(start) < seconds);
        return windows;
    }

    /** The seconds of a run in the next window, which is so many seconds long. */
    public double window(double length) {
        long runs = 0;
        long start = System.nanoTime();
        double elapsed;
        do {
            repeat(work, round);
            runs += round;
            elapsed = since(start);
        } while (elapsed < length);
        round = (int) Math.max(1, Math.min(ROUND * runs / elapsed, 1_000_000));
        return elapsed / runs;
    }

    private static void repeat(Runnable work, int count) {
        for (int i = 0; i < count; i++) {
            work.run();
        }
    }

    private static double since(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}
