package dev.nacre.compiler.emit.method;

import java.util.List;
import java.util.function.IntFunction;

/**
 * Folds the lanes of as many rows as a vector has lanes, all at once: two rows share each step, one in the lower and one
 * in the upper lanes, so that it takes one step for a row instead of one for each halving. The order of each row's sum is
 * that of {@link LaneFold}, and lane i ends up with row i.
 */
final class RowFold {

    private final LaneFold fold;
    private final int lanes;
    private final IntFunction<String> leaf;
    private final List<String> lines;

    /**
     * Prepares a fold.
     *
     * @param leaf adds the statements that compute a row's lanes, and returns the local that holds them
     * @param lines where statements go
     */
    RowFold(LaneFold fold, int lanes, IntFunction<String> leaf, List<String> lines) {
        this.fold = fold;
        this.lanes = lanes;
        this.leaf = leaf;
        this.lines = lines;
    }

    /** Adds the statements, and returns the local that holds the folded rows. */
    String write() {
        return folded(1, 0);
    }

    /** Rows in the order in which they meet, so that few vectors wait at any time. */
    private String folded(int distance, int row) {
        if (distance == lanes) {
            return leaf.apply(row);
        }
        String lower = folded(2 * distance, row);
        String upper = folded(2 * distance, row + distance);
        String name = "fold" + distance + "_" + row;
        String own = lower + ".blend(" + upper + ", UPPER_" + distance + ")";
        String others = upper + ".blend(" + lower + ", UPPER_" + distance + ").rearrange(SWAP_" + distance + ")";
        lines.add("$f:T " + name + " = " + fold.join(own, others) + ";");
        return name;
    }
}
