package dev.nacre.compiler.emit;

import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Step;
import java.util.ArrayList;
import java.util.List;

/** How the parameters' gradients are split into parts that different threads may compute: the same for every target. */
final class Parts {

    /** A part's size in weights, below which a thread's start costs more than it brings. */
    private static final int WEIGHTS = 32_768;

    /** A multiple of every tile's rows, so that only the last part has a tile with fewer. */
    private static final int GRANULARITY = 24;

    private Parts() {}

    /**
     * A step, or some rows of one.
     *
     * @param range the rows as arguments {@code from, to}; empty for a step that is not split
     */
    record Part(Step step, String range) {}

    static List<Part> of(List<Step> steps) {
        List<Part> parts = new ArrayList<>();
        for (Step step : steps) {
            if (step.kernel() instanceof Kernel.Outer outer) {
                split(step, outer, parts);
            } else {
                parts.add(new Part(step, ""));
            }
        }
        return parts;
    }

    private static void split(Step step, Kernel.Outer outer, List<Part> parts) {
        int rows = Math.max(1, WEIGHTS / outer.columns());
        int granular = (rows + GRANULARITY - 1) / GRANULARITY * GRANULARITY;
        for (int from = 0; from < outer.rows(); from += granular) {
            parts.add(new Part(step, from + ", " + Math.min(outer.rows(), from + granular)));
        }
    }
}
