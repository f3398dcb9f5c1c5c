package dev.nacre.runtime.work;

import dev.nacre.runtime.Range;
import java.util.ArrayList;
import java.util.List;

/** Ranges of an array that is worked on float by float, cut into pieces for threads to share. */
public final class SharedRanges {

    /** Floats in a piece: microseconds of work, as long as it takes to hand out a few. */
    private static final int FLOATS = 16_384;

    private final List<Range> whole;
    private final List<Range> pieces = new ArrayList<>();

    public SharedRanges(List<Range> ranges) {
        whole = List.copyOf(ranges);
        for (Range range : whole) {
            for (long from = range.from(); from < range.to(); from += FLOATS) {
                pieces.add(new Range((int) from, (int) Math.min(range.to(), from + FLOATS)));
            }
        }
    }

    /** What is done to the floats from {@code from} to {@code to}, which touches no others. */
    public interface Task {
        void run(int from, int to);
    }

    /** Does all of them; one thread allocates nothing. */
    public void run(int threads, Task task) {
        if (threads == 1) {
            for (int i = 0; i < whole.size(); i++) {
                run(whole.get(i), task);
            }
        } else {
            Workers.run(threads, pieces.size(), i -> run(pieces.get(i), task));
        }
    }

    private static void run(Range range, Task task) {
        task.run(range.from(), range.to());
    }
}
