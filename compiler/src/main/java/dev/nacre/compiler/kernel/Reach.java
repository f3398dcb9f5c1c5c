package dev.nacre.compiler.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Floats of a sample that a step reads or writes: runs of neighbours, as far apart as loops say. What is padding does not count.
 *
 * @param start of the first run
 * @param loops over the runs, the longest steps first; as few as there can be
 * @param run neighbours in each
 */
record Reach(long start, List<Stride> loops, long run) {

    /** Places {@code step} floats apart. */
    record Stride(long count, long step) {}

    static final Reach NOTHING = new Reach(0, List.of(), 0);

    Reach {
        loops = List.copyOf(loops);
    }

    /** The rows of a buffer. */
    static Reach of(Buffer buffer) {
        return of(buffer.start(), List.of(new Stride(buffer.rows(), buffer.stride())), buffer.width());
    }

    /** The same floats whatever the order in which they are walked. */
    static Reach of(long start, List<Stride> walked, long run) {
        List<Stride> sorted = new ArrayList<>(walked);
        sorted.removeIf(loop -> loop.count() == 1 || loop.step() == 0);
        sorted.sort(Comparator.comparingLong(Stride::step).reversed());
        Deque<Stride> outer = new ArrayDeque<>();
        for (Stride loop : sorted) {
            Stride last = outer.peekLast();
            boolean continues = last != null && last.step() == loop.step() * loop.count();
            boolean overlaps = last != null && last.step() == loop.step();
            if (continues || overlaps) {
                outer.removeLast();
                long count = continues ? last.count() * loop.count() : last.count() + loop.count() - 1;
                outer.addLast(new Stride(count, loop.step()));
            } else {
                outer.addLast(loop);
            }
        }
        long length = run;
        while (!outer.isEmpty() && outer.getLast().step() <= length) {
            Stride inner = outer.removeLast();
            length += (inner.count() - 1) * inner.step();
        }
        return new Reach(start, List.copyOf(outer), length);
    }

    /** Whether no run is walked twice, and each loop's steps go beyond all that is inside of it. */
    boolean isNested() {
        long inside = run;
        for (int i = loops.size() - 1; i >= 0; i--) {
            if (loops.get(i).step() < inside) {
                return false;
            }
            inside += (loops.get(i).count() - 1) * loops.get(i).step();
        }
        return true;
    }

    /** The same with whole vectors from the beginning of each run. */
    Reach withPadding() {
        return of(start, loops, (run + Buffer.LANES - 1) / Buffer.LANES * Buffer.LANES);
    }

    /** Behind the last float. */
    long end() {
        return start
                + loops.stream()
                        .mapToLong(loop -> (loop.count() - 1) * loop.step())
                        .sum()
                + run;
    }

    /** How many runs there are. */
    long runs() {
        return loops.stream().mapToLong(Stride::count).reduce(1, Math::multiplyExact);
    }

    /** Where run number {@code index} starts. */
    long run(long index) {
        long place = start;
        long rest = index;
        for (int i = loops.size() - 1; i >= 0; i--) {
            place += rest % loops.get(i).count() * loops.get(i).step();
            rest /= loops.get(i).count();
        }
        return place;
    }

    /** The first of these floats from a place on, if their loops are nested; a larger number than any place if there is none. */
    long firstFrom(long place) {
        return firstFrom(place, start, 0);
    }

    private long firstFrom(long place, long from, int depth) {
        if (depth == loops.size()) {
            return place < from + run ? Math.max(place, from) : Long.MAX_VALUE;
        }
        Stride loop = loops.get(depth);
        long turn = Math.min(loop.count() - 1, Math.max(0, (place - from) / loop.step()));
        long first = firstFrom(place, from + turn * loop.step(), depth + 1);
        return first == Long.MAX_VALUE && turn + 1 < loop.count()
                ? firstFrom(place, from + (turn + 1) * loop.step(), depth + 1)
                : first;
    }

    /** Behind the last of the neighbours that follow {@code place}, one of these floats. */
    long endOfRun(long place) {
        long from = start;
        for (Stride loop : loops) {
            from += Math.min(loop.count() - 1, (place - from) / loop.step()) * loop.step();
        }
        return from + run;
    }

    /** Both as one, if loops can say so. */
    Optional<Reach> joined(Reach other) {
        return start <= other.start ? followedBy(other) : other.followedBy(this);
    }

    private Optional<Reach> followedBy(Reach next) {
        long apart = next.start - start;
        if (loops.equals(next.loops) && apart == run) {
            return Optional.of(of(start, loops, run + next.run));
        }
        long step = step().or(next::step).orElse(apart);
        boolean rows = run == next.run
                && loops.size() <= 1
                && next.loops.size() <= 1
                && step().orElse(step) == step
                && next.step().orElse(step) == step;
        return rows && step > 0 && apart == runs() * step
                ? Optional.of(of(start, List.of(new Stride(runs() + next.runs(), step)), run))
                : Optional.empty();
    }

    /** How far apart runs are. */
    private Optional<Long> step() {
        return loops.stream().map(Stride::step).findFirst();
    }
}
