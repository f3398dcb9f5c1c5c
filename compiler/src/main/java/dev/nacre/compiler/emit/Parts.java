package dev.nacre.compiler.emit;

import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Step;
import java.util.ArrayList;
import java.util.List;

/** How the parameters' gradients are split into parts that different threads may compute: the same for every target. */
final class Parts {

    /** A part's size in weights, below which it costs more to hand it out than it brings. */
    private static final int WEIGHTS = 8_192;

    /** Into how many parts a large model is cut: enough for threads to share evenly, few enough for one method to name. */
    private static final int PARTS = 48;

    /** A multiple of every tile's rows, so that only the last part has a tile with fewer. */
    private static final int GRANULARITY = 24;

    /** The most parts that are handed out, and that one method distinguishes. */
    private static final int MOST_PARTS = 96;

    private Parts() {}

    /**
     * A step, or some rows of one.
     *
     * @param range the rows as arguments {@code from, to}; empty for a step that is not split
     * @param weights about how much there is to do
     */
    record Part(Step step, String range, long weights) {}

    /** The parts, each of one step or, where there are very many, of several in a row. */
    static List<List<Part>> of(List<Step> steps) {
        List<Part> parts = new ArrayList<>();
        int weights = (int) Math.max(WEIGHTS, weights(steps) / PARTS);
        for (Step step : steps) {
            if (step.kernel() instanceof Kernel.Outer outer) {
                split(step, outer, weights, parts);
            } else {
                parts.add(new Part(step, "", 1));
            }
        }
        return parts.size() <= MOST_PARTS ? parts.stream().map(List::of).toList() : joined(parts);
    }

    /** Neighbours together, so that there are no more than can be named and each has about the same to do. */
    private static List<List<Part>> joined(List<Part> parts) {
        long fair = parts.stream().mapToLong(Part::weights).sum() / MOST_PARTS + 1;
        List<List<Part>> joined = new ArrayList<>();
        List<Part> some = new ArrayList<>();
        long weights = 0;
        for (Part part : parts) {
            some.add(part);
            weights += part.weights();
            if (weights >= fair) {
                joined.add(List.copyOf(some));
                some.clear();
                weights = 0;
            }
        }
        if (!some.isEmpty()) {
            joined.add(some);
        }
        return joined;
    }

    private static long weights(List<Step> steps) {
        return steps.stream()
                .map(Step::kernel)
                .mapToLong(kernel ->
                        kernel instanceof Kernel.Outer outer ? Math.multiplyFull(outer.rows(), outer.columns()) : 0)
                .sum();
    }

    private static void split(Step step, Kernel.Outer outer, int weights, List<Part> parts) {
        int rows = Math.max(1, weights / outer.columns());
        int granular = (rows + GRANULARITY - 1) / GRANULARITY * GRANULARITY;
        for (int from = 0; from < outer.rows(); from += granular) {
            int to = Math.min(outer.rows(), from + granular);
            parts.add(new Part(step, from + ", " + to, Math.multiplyFull(to - from, outer.columns())));
        }
    }
}
