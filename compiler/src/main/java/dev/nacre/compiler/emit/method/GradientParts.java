package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.kernel.Outer;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.kernel.WindowGradient;
import java.util.ArrayList;
import java.util.List;

/** How the parameters' gradients are split into parts that different threads may compute: the same for every target. */
public final class GradientParts {

    /** A part's size in weights, below which it costs more to hand it out than it brings. */
    private static final int WEIGHTS = 8_192;

    /** Into how many parts a large model is cut: enough for threads to share evenly, few enough for one method to name. */
    private static final int PARTS = 48;

    /** A multiple of every tile's rows, so that only the last part has a tile with fewer. */
    private static final int GRANULARITY = 24;

    /** The most parts that are handed out, and that one method distinguishes. */
    private static final int MOST_PARTS = 96;

    private GradientParts() {}

    /**
     * A step, or some rows of one.
     *
     * @param range the rows as arguments {@code from, to}; empty for a step that is not split
     * @param weights about how much there is to do
     */
    public record Part(Step step, String range, long weights) {}

    /** The parts, each of one step or, where there are very many, of several in a row. */
    public static List<List<Part>> of(List<Step> steps) {
        List<Part> parts = new ArrayList<>();
        int weights = (int) Math.max(WEIGHTS, weights(steps) / PARTS);
        for (Step step : steps) {
            if (step.kernel() instanceof Outer outer) {
                int rows = Math.max(1, weights / outer.columns());
                split(step, outer.rows(), outer.columns(), granular(rows, GRANULARITY), parts);
            } else if (step.kernel() instanceof WindowGradient gradient) {
                int rows = Math.max(1, weights / gradient.columns());
                split(step, gradient.rows(), gradient.columns(), WindowRows.granular(gradient, rows), parts);
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
                .mapToLong(step -> {
                    if (step.kernel() instanceof Outer outer) {
                        return Math.multiplyFull(outer.rows(), outer.columns());
                    }
                    return step.kernel() instanceof WindowGradient gradient
                            ? Math.multiplyFull(gradient.rows(), gradient.columns())
                            : 0;
                })
                .sum();
    }

    /** At least so many rows, as a multiple of some. */
    static int granular(int rows, int some) {
        return (rows + some - 1) / some * some;
    }

    private static void split(Step step, int rows, int columns, int each, List<Part> parts) {
        for (int from = 0; from < rows; from += each) {
            int to = Math.min(rows, from + each);
            parts.add(new Part(step, from + ", " + to, Math.multiplyFull(to - from, columns)));
        }
    }
}
