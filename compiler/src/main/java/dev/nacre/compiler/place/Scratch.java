package dev.nacre.compiler.place;

import dev.nacre.compiler.place.PlacedPlan.Arena;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Where each buffer of a single sample starts, by id.
 *
 * @param size floats a sample
 * @param overrun floats behind the last sample that vectors may reach
 */
record Scratch(Map<Integer, Long> offsets, long size, int overrun) {

    /** The most buffers of which each is compared with each other: a million times. */
    private static final int COMPARED = 1_000;

    /** Places buffers so that two share floats only if their lifetimes do not overlap. */
    static Scratch of(List<Lifetime> lifetimes) {
        return lifetimes.size() <= COMPARED ? largestFirst(lifetimes) : inOrder(lifetimes);
    }

    /** Floats that one sample needs. */
    long needed() {
        return size + overrun;
    }

    /** The same for several samples. */
    Arena arena(int samples) {
        Map<Integer, Integer> scaled = new HashMap<>();
        offsets.forEach((buffer, offset) -> scaled.put(buffer, Math.toIntExact(offset * samples)));
        return new Arena(scaled, Math.toIntExact(size * samples + overrun));
    }

    /** The tightest: the largest buffers first, each at the lowest offset that is free for as long as it lives. */
    private static Scratch largestFirst(List<Lifetime> lifetimes) {
        List<Lifetime> bySize = lifetimes.stream()
                .sorted(Comparator.comparingLong(Lifetime::size).reversed().thenComparing(Lifetime::buffer))
                .toList();
        List<Placed> placed = new ArrayList<>();
        Map<Integer, Long> offsets = new HashMap<>();
        long size = 0;
        for (Lifetime lifetime : bySize) {
            long offset = lowest(lifetime, placed);
            insert(new Placed(lifetime, offset), placed);
            offsets.put(lifetime.buffer(), offset);
            size = Math.max(size, offset + lifetime.size());
        }
        return new Scratch(offsets, size, overrun(lifetimes));
    }

    private record Placed(Lifetime lifetime, long offset) {}

    /** Keeps the order of offsets. */
    private static void insert(Placed some, List<Placed> placed) {
        int place = Collections.binarySearch(placed, some, Comparator.comparingLong(Placed::offset));
        placed.add(place < 0 ? -place - 1 : place, some);
    }

    private static long lowest(Lifetime lifetime, List<Placed> placed) {
        long offset = 0;
        for (Placed other : placed) {
            if (offset + lifetime.size() <= other.offset()) {
                break;
            }
            if (lifetime.overlaps(other.lifetime())) {
                offset = Math.max(offset, other.offset() + other.lifetime().size());
            }
        }
        return offset;
    }

    /** In the time that sorting takes: each buffer, when it is first written, into the first gap that has room. */
    private static Scratch inOrder(List<Lifetime> lifetimes) {
        PriorityQueue<Lifetime> alive =
                new PriorityQueue<>(Comparator.comparingInt(Lifetime::last).thenComparing(Lifetime::buffer));
        Map<Integer, Long> offsets = new HashMap<>();
        FreeSpace free = new FreeSpace();
        for (Lifetime lifetime : lifetimes) {
            for (Lifetime old = alive.peek(); old != null && old.last() < lifetime.first(); old = alive.peek()) {
                alive.remove();
                free.giveBack(offsets.getOrDefault(old.buffer(), 0L), old.size());
            }
            offsets.put(lifetime.buffer(), free.take(lifetime.size()));
            alive.add(lifetime);
        }
        return new Scratch(offsets, free.end(), overrun(lifetimes));
    }

    private static int overrun(List<Lifetime> lifetimes) {
        return lifetimes.stream().mapToInt(Lifetime::overrun).max().orElse(0);
    }
}
