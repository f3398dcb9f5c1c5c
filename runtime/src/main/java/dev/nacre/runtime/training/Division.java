package dev.nacre.runtime.training;

import dev.nacre.runtime.argument.Settings;
import java.util.stream.IntStream;

/** Which samples of a dataset go to the first part of a split; the others go to the second. */
final class Division {

    private final boolean[] first;

    Division(int samples) {
        first = new boolean[samples];
    }

    /** Takes a share of these samples, rounded to whole ones, from their beginning. */
    void take(int[] shuffled, double fraction) {
        Settings.share("fraction", fraction);
        long count = Math.round(shuffled.length * fraction);
        for (int i = 0; i < count; i++) {
            first[shuffled[i]] = true;
        }
    }

    Dataset.Split of(Dataset whole) {
        return new Dataset.Split(whole.subset(part(true)), whole.subset(part(false)));
    }

    private int[] part(boolean wanted) {
        return IntStream.range(0, first.length).filter(i -> first[i] == wanted).toArray();
    }
}
