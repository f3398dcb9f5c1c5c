package dev.nacre.runtime.argument;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds what somebody may have meant: names within a few edits, and names that differ by a prefix only, which is how
 * wrapping a PyTorch module changes its keys.
 */
public final class NearestNames {

    private static final int MOST = 3;
    private static final int LONGEST = 200;

    /** A name that takes this many insertions, deletions and substitutions. */
    private record Candidate(String name, int distance) {}

    private NearestNames() {}

    /** Up to three names, quoted and joined with commas, nearest first; empty if none is near. */
    public static Optional<String> of(String wrong, Collection<String> names) {
        List<Candidate> near = new ArrayList<>();
        for (String name : names) {
            int most = Math.max(1, Math.min(wrong.length(), name.length()) / 3);
            int distance = distance(wrong, name, most);
            if (distance <= most || differByPrefix(wrong, name)) {
                near.add(new Candidate(name, distance));
            }
        }
        String joined = near.stream()
                .sorted(Comparator.comparingInt(Candidate::distance))
                .limit(MOST)
                .map(candidate -> Quoted.of(candidate.name()))
                .collect(Collectors.joining(", "));
        return joined.isEmpty() ? Optional.empty() : Optional.of(joined);
    }

    private static boolean differByPrefix(String one, String other) {
        return Math.max(one.length(), other.length()) <= LONGEST
                && (one.endsWith("." + other) || other.endsWith("." + one));
    }

    /**
     * Levenshtein's distance if it is at most {@code most}, and otherwise something larger. Two rows at a time, of which
     * only the places matter that are no more than {@code most} off the diagonal; names that have little in common are
     * given up early.
     */
    private static int distance(String a, String b, int most) {
        int longer = Math.max(a.length(), b.length());
        int tooMuch = longer + 1;
        if (longer > LONGEST || Math.abs(a.length() - b.length()) > most) {
            return tooMuch;
        }
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int from = Math.max(1, i - most);
            int to = Math.min(b.length(), i + most);
            int[] row = new int[b.length() + 1];
            row[from - 1] = from == 1 ? i : tooMuch;
            int least = row[from - 1];
            for (int j = from; j <= to; j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
                least = Math.min(least, row[j]);
            }
            if (to < b.length()) {
                row[to + 1] = tooMuch;
            }
            if (least > most) {
                return tooMuch;
            }
            above = row;
        }
        return above[b.length()];
    }
}
