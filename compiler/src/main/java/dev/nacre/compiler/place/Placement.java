package dev.nacre.compiler.place;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.place.PlacedPlan.Arena;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Places buffers in arenas: two may share floats if one is last read before the other is first written. */
public final class Placement {

    /** Floats of activations that a block of samples may have: a second-level cache of 1 MiB. */
    private static final long CACHE_FLOATS = 1 << 18;

    /** The most samples in a block. Register tiles have 12, 6, 4 or 3 rows for most widths, so multiples of 12 fill them. */
    private static final int LARGEST_BLOCK = 96;

    private static final int TILE_ROWS = 12;

    private Placement() {}

    /** The plan with its arenas; empty if the activations of a single sample do not fit into an array. */
    public static Optional<PlacedPlan> place(Plan plan) {
        List<Step> training = new ArrayList<>(plan.forward());
        training.addAll(plan.backward());
        training.addAll(plan.accumulate());
        training.addAll(plan.inputGradient());
        Map<Integer, Lifetime> predicting = lifetimes(plan.predict());
        Map<Integer, Lifetime> learning = lifetimes(training);
        long perSample = total(predicting);
        if (Math.max(perSample, total(learning)) > Shape.MAX_ELEMENTS) {
            return Optional.empty();
        }
        int block = block(perSample, total(learning));
        return Optional.of(
                new PlacedPlan(plan, block, arena(predicting, 1), arena(predicting, block), arena(learning, block)));
    }

    private static int block(long predicting, long learning) {
        long cached = CACHE_FLOATS / Math.max(1, predicting);
        long addressable = Shape.MAX_ELEMENTS / Math.max(1, learning);
        int block = (int) Math.max(1, Math.min(LARGEST_BLOCK, Math.min(cached, addressable)));
        return block < TILE_ROWS ? block : block / TILE_ROWS * TILE_ROWS;
    }

    private static long total(Map<Integer, Lifetime> lifetimes) {
        return lifetimes.values().stream().mapToLong(Lifetime::size).sum();
    }

    /**
     * When a buffer holds something that is still needed.
     *
     * @param first the step that writes it
     * @param last the last step that reads it
     * @param size floats a sample
     * @param overrun floats behind the last sample that vectors may reach
     */
    private record Lifetime(int buffer, int first, int last, long size, int overrun) {

        Lifetime and(Lifetime later) {
            return new Lifetime(buffer, first, later.last, size, Math.max(overrun, later.overrun));
        }

        boolean overlaps(Lifetime other) {
            return first <= other.last && other.first <= last;
        }
    }

    /** A view may start anywhere in a row, and whole vectors are read from there. */
    private static int overrun(Buffer buffer) {
        long last = buffer.start() + (long) (buffer.rows() - 1) * buffer.stride();
        return (int) Math.max(0, last + Buffer.padded(buffer.width()) - buffer.sample());
    }

    private static Map<Integer, Lifetime> lifetimes(List<Step> steps) {
        Map<Integer, Lifetime> lifetimes = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            for (Operand operand : steps.get(i).operands()) {
                if (operand instanceof Operand.OfBuffer of && of.buffer().home() == Buffer.Home.ARENA) {
                    Buffer buffer = of.buffer();
                    Lifetime step = new Lifetime(buffer.id(), i, i, buffer.sample(), overrun(buffer));
                    lifetimes.merge(buffer.id(), step, Lifetime::and);
                }
            }
        }
        return lifetimes;
    }

    /** Places the largest buffers first, each at the lowest offset that is free for as long as it lives. */
    private static Arena arena(Map<Integer, Lifetime> lifetimes, int samples) {
        List<Lifetime> bySize = lifetimes.values().stream()
                .sorted(Comparator.comparingLong(Lifetime::size).reversed().thenComparing(Lifetime::buffer))
                .toList();
        Map<Integer, Integer> offsets = new HashMap<>();
        List<Lifetime> placed = new ArrayList<>();
        int size = 0;
        for (Lifetime lifetime : bySize) {
            int offset = lowest(lifetime, placed, offsets, samples);
            offsets.put(lifetime.buffer(), offset);
            placed.add(lifetime);
            size = Math.max(size, offset + Math.toIntExact(lifetime.size() * samples + lifetime.overrun()));
        }
        return new Arena(offsets, size);
    }

    private static int lowest(Lifetime lifetime, List<Lifetime> placed, Map<Integer, Integer> offsets, int samples) {
        List<Lifetime> neighbours = placed.stream()
                .filter(lifetime::overlaps)
                .sorted(Comparator.comparing((Lifetime other) -> offsets.get(other.buffer())))
                .toList();
        int offset = 0;
        for (Lifetime other : neighbours) {
            int start = offsets.getOrDefault(other.buffer(), 0);
            if (offset + lifetime.size() * samples <= start) {
                break;
            }
            offset = Math.max(offset, start + Math.toIntExact(other.size() * samples));
        }
        return offset;
    }
}
