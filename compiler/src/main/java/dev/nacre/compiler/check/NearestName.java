package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Names;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant: the known name with the fewest typing errors, if these are few for its length. */
final class NearestName {

    private static final int LETTERS_PER_ERROR = 3;

    private NearestName() {}

    /** {@code did you mean `relu`?} for the nearest of the known names, if any is near. */
    static Optional<String> hint(String written, Collection<String> known) {
        return find(written, known).map(name -> "did you mean `" + name + "`?");
    }

    /** The known name nearest to the written one; the first in alphabetical order among equals. */
    static Optional<String> find(String written, Collection<String> known) {
        String wanted = Names.normalized(written);
        return known.stream()
                .filter(name -> isNear(wanted, Names.normalized(name)))
                .min(Comparator.comparingInt((String name) -> distance(wanted, Names.normalized(name)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Whether few errors lead from one to the other, and something of the name is left. */
    private static boolean isNear(String written, String known) {
        int distance = distance(written, known);
        return distance <= tolerance(written, known) && distance < Math.max(1, written.length());
    }

    private static int tolerance(String written, String known) {
        return Math.max(1, Math.min(written.length(), known.length()) / LETTERS_PER_ERROR);
    }

    /**
     * Insertions, deletions, substitutions and swaps of neighbours that turn one into the other (Damerau and Levenshtein,
     * no part edited twice).
     */
    static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > Math.max(1, b.length() / LETTERS_PER_ERROR)) {
            return Integer.MAX_VALUE;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, i, j, cost);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int i, int j, int[][] cost) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
