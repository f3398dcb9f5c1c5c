package dev.nacre.runtime;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds what somebody may have meant: names within a few edits, and names that differ by a prefix only, which is how
 * wrapping a PyTorch module changes its keys.
 */
final class NearestNames {

    private static final int MOST = 3;
    private static final int LONGEST = 200;

    private NearestNames() {}

    /** Up to three names, quoted and joined with commas, nearest first; empty if none is near. */
    static Optional<String> of(String wrong, Collection<String> names) {
        String joined = names.stream()
                .filter(name -> near(wrong, name))
                .sorted(Comparator.comparingInt(name -> distance(wrong, name)))
                .limit(MOST)
                .map(Quoted::of)
                .collect(Collectors.joining(", "));
        return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
    }

    private static boolean near(String wrong, String name) {
        if (Math.max(wrong.length(), name.length()) > LONGEST) {
            return false;
        }
        return wrong.endsWith("." + name)
                || name.endsWith("." + wrong)
                || distance(wrong, name) <= Math.max(1, Math.min(wrong.length(), name.length()) / 3);
    }

    /** Levenshtein's distance, two rows at a time. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
