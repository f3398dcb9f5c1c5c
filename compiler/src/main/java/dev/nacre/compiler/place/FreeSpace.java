package dev.nacre.compiler.place;

import java.util.Map;
import java.util.TreeMap;

/** The free floats of an arena that grows as it must: gaps between what lives, and all that is behind. */
final class FreeSpace {

    /** The size of each gap, by where it starts; neighbouring gaps are one. */
    private final TreeMap<Long, Long> gaps = new TreeMap<>();

    private long end;

    /** Takes the first gap that is large enough, or what is needed behind the end. */
    long take(long size) {
        for (Map.Entry<Long, Long> gap : gaps.entrySet()) {
            if (gap.getValue() >= size) {
                return takeFrom(gap.getKey(), gap.getValue(), size);
            }
        }
        Map.Entry<Long, Long> last = gaps.lastEntry();
        boolean open = last != null && last.getKey() + last.getValue() == end;
        long start = open ? last.getKey() : end;
        gaps.remove(start);
        end = start + size;
        return start;
    }

    private long takeFrom(long start, long gap, long size) {
        gaps.remove(start);
        if (gap > size) {
            gaps.put(start + size, gap - size);
        }
        return start;
    }

    void giveBack(long start, long size) {
        long from = start;
        long to = start + size;
        Map.Entry<Long, Long> before = gaps.lowerEntry(start);
        if (before != null && before.getKey() + before.getValue() == start) {
            from = before.getKey();
        }
        Long after = gaps.remove(to);
        gaps.put(from, (after == null ? to : to + after) - from);
    }

    /** How many floats there have to be. */
    long end() {
        return end;
    }
}
