package dev.nacre.examples.embeddings;

import java.util.ArrayList;
import java.util.List;

/** Two contestants by turns in one JVM, in short windows: what the machine does meanwhile, it does to both. */
final class PairedTimes {

    private static final double WARM_UP = 5;
    private static final double WINDOW = 0.05;
    /** What takes long is measured in fewer pairs, but not in fewer than some. */
    private static final double MOST_SECONDS = 60;

    private static final int LEAST_PAIRS = 11;

    private final List<Double> first = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();

    /** @param pairs of windows, at most, of which each begins with the other contestant than the one before */
    PairedTimes(Contestant.Task one, Contestant.Task other, int pairs) {
        long start = System.nanoTime();
        while (since(start) < WARM_UP) {
            window(one);
            window(other);
        }
        start = System.nanoTime();
        for (int i = 0; i < pairs && (i < LEAST_PAIRS || since(start) < MOST_SECONDS); i++) {
            double before = i % 2 == 0 ? window(one) : 0;
            double others = window(other);
            double seconds = i % 2 == 0 ? before : window(one);
            first.add(seconds);
            ratios.add(others / seconds);
        }
    }

    /** The seconds of a run, in a window of some. */
    private static double window(Contestant.Task task) {
        long start = System.nanoTime();
        long runs = 0;
        double elapsed;
        do {
            task.run();
            runs++;
            elapsed = since(start);
        } while (elapsed < WINDOW);
        return elapsed / runs;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }

    /** The milliseconds of a run of the first contestant. */
    double milliseconds() {
        return 1e3 * at(first, 0.5);
    }

    /** The time of the second contestant divided by that of the first: a share of the pairs gave less. */
    double ratio(double share) {
        return at(ratios, share);
    }

    private static double at(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.round(share * (sorted.size() - 1)));
    }
}
