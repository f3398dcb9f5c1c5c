package dev.nacre.compiler.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The floats of a buffer that steps have written. */
final class Written {

    private final List<Reach> parts = new ArrayList<>();

    /** Adds what a step writes. */
    void add(Reach more) {
        Reach joined = more;
        for (int i = parts.size() - 1; i >= 0; i--) {
            Optional<Reach> both = parts.get(i).joined(joined);
            if (both.isPresent()) {
                joined = both.get();
                parts.remove(i);
                i = parts.size();
            }
        }
        parts.add(joined);
    }

    /** Whether all floats are there. */
    boolean covers(Reach read) {
        if (parts.contains(read)) {
            return true;
        }
        for (long run = 0; run < read.runs(); run++) {
            long place = read.run(run);
            long end = place + read.run();
            while (place < end) {
                long next = covered(place);
                if (next == place) {
                    return false;
                }
                place = next;
            }
        }
        return true;
    }

    /** Behind the neighbours of a place that were written; the place itself if it was not. */
    private long covered(long place) {
        for (Reach part : parts) {
            if (part.firstFrom(place) == place) {
                return part.endOfRun(place);
            }
        }
        return place;
    }

    /** Whether any of the floats is there. */
    boolean meets(Reach other) {
        for (Reach part : parts) {
            if (part.start() < other.end() && other.start() < part.end() && meets(part, other)) {
                return true;
            }
        }
        return false;
    }

    private static boolean meets(Reach some, Reach other) {
        Reach few = some.runs() <= other.runs() ? some : other;
        Reach many = few.equals(some) ? other : some;
        for (long run = 0; run < few.runs(); run++) {
            if (many.firstFrom(few.run(run)) < few.run(run) + few.run()) {
                return true;
            }
        }
        return false;
    }
}
