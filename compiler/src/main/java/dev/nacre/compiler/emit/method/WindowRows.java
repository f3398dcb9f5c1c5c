package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.kernel.Loop;
import dev.nacre.compiler.kernel.WindowGradient;
import dev.nacre.compiler.kernel.WindowUse;
import java.util.ArrayList;
import java.util.List;

/**
 * How the rows of a weight's gradient, in the order of the loops over a window, are cut into tiles: neighbours of one run if
 * runs are long, else several runs, which are in other places of each window but the same ones for every tile.
 */
final class WindowRows {

    /** The most rows of a tile, on any target. */
    private static final int MOST_ROWS = 26;

    /** Runs from this length on are cut for threads. */
    private static final int LONG_RUN = 96;

    /** A multiple of the rows of a tile in a long run, on every target. */
    private static final int CUT = 24;

    private final List<Loop> terms;

    WindowRows(WindowUse use) {
        this.terms = use.terms();
    }

    /** How many rows a part has that has at least {@code rows}: where tiles of all targets end. */
    static int granular(WindowGradient gradient, int rows) {
        List<Loop> terms = gradient.uses().get(0).terms();
        int product = 1;
        for (int loop = terms.size() - 1; loop >= 0 && product < MOST_ROWS; loop--) {
            product *= terms.get(loop).count();
        }
        boolean inRuns = isLong(gradient.uses().get(0)) && rows < product;
        boolean even = product % GradientParts.granular(rows, CUT) == 0;
        return inRuns && even ? GradientParts.granular(rows, CUT) : GradientParts.granular(rows, product);
    }

    private static boolean isLong(WindowUse use) {
        return use.terms().get(use.terms().size() - 1).count() >= LONG_RUN;
    }

    /** Neighbours in a row of the window. */
    int run() {
        return terms.get(terms.size() - 1).count();
    }

    /** Rows of a tile inside a run: as many for each, or in a long run as many as possible. */
    int ofRun(int most) {
        int tiles = (run() + most - 1) / most;
        return run() >= LONG_RUN ? Math.min(most, CUT) : (run() + tiles - 1) / tiles;
    }

    /** Rows of a tile of whole runs, no more than {@code most}. */
    int ofRuns(int most) {
        int rows = 1;
        for (int loop = terms.size() - 1; loop >= 0; loop--) {
            int count = terms.get(loop).count();
            int times = 1;
            for (int divisor = 2; divisor <= count; divisor++) {
                if (count % divisor == 0 && rows * divisor <= most) {
                    times = divisor;
                }
            }
            rows *= times;
            if (times < count) {
                return rows;
            }
        }
        return rows;
    }

    /** The places of the first {@code rows} rows. */
    List<Integer> places(int rows) {
        List<Integer> places = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int rest = row;
            int place = 0;
            for (int loop = terms.size() - 1; loop >= 0; loop--) {
                place += rest % terms.get(loop).count() * terms.get(loop).step();
                rest /= terms.get(loop).count();
            }
            places.add(place);
        }
        return places;
    }

    /** The place of row {@code m}, a variable that is a multiple of {@code rows}. */
    String place(String m, int rows) {
        StringBuilder place = new StringBuilder();
        int below = 1;
        for (int loop = terms.size() - 1; loop >= 0; loop--) {
            Loop term = terms.get(loop);
            int above = below * term.count();
            if (above > rows && term.count() > 1) {
                String turn = below == 1 ? m : m + " / " + below;
                String index = loop == 0 ? turn : turn + " % " + term.count();
                place.append(" + ").append(Code.times(index, term.step()));
            }
            below = above;
        }
        return place.toString();
    }
}
