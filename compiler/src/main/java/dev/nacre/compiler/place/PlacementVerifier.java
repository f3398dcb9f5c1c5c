package dev.nacre.compiler.place;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.kernel.StepRoles;
import dev.nacre.compiler.place.PlacedPlan.Arena;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks a placement by playing it through: each write takes its floats from whoever had them, and each read must still
 * have all of its own. Knows nothing of how places were found.
 */
public final class PlacementVerifier {

    private final Arena arena;
    private final int samples;
    /** Who has which floats, by where they start; no two overlap. */
    private final TreeMap<Integer, Owner> owners = new TreeMap<>();
    /** Buffers that have been written, perhaps in part. */
    private final Set<Integer> begun = new HashSet<>();

    private PlacementVerifier(Arena arena, int samples) {
        this.arena = arena;
        this.samples = samples;
    }

    /**
     * Checks all arenas of a plan.
     *
     * @throws IllegalStateException if a step reads what another has overwritten, or a buffer leaves its arena
     */
    public static void verify(PlacedPlan placed) {
        List<Step> training = new ArrayList<>(placed.plan().forward());
        training.addAll(placed.plan().backward());
        training.addAll(placed.plan().accumulate());
        new PlacementVerifier(placed.one(), 1).play(placed.plan().predict());
        new PlacementVerifier(placed.batch(), placed.block()).play(placed.plan().predict());
        new PlacementVerifier(placed.step(), 1).play(placed.plan().step());
        PlacementVerifier step = new PlacementVerifier(placed.training(), placed.block());
        step.play(training);
        step.repeat(placed.plan().inputGradient());
    }

    private record Owner(int buffer, int from, int to) {

        boolean overlaps(Owner other) {
            return from < other.to && other.from < to;
        }
    }

    /** Steps that may run several times, on what earlier ones have left. */
    private void repeat(List<Step> steps) {
        Set<Integer> before = Set.copyOf(begun);
        play(steps);
        begun.retainAll(before);
        play(steps);
    }

    private void play(List<Step> steps) {
        for (Step step : steps) {
            for (Operand operand : StepRoles.read(step)) {
                if (operand instanceof Operand.OfBuffer of && of.buffer().home() == Buffer.Home.ARENA) {
                    read(step, of.buffer());
                }
            }
            if (StepRoles.written(step) instanceof Operand.OfBuffer of
                    && of.buffer().home() == Buffer.Home.ARENA) {
                write(step, of.buffer());
            }
        }
    }

    private Owner place(Buffer buffer) {
        int from = arena.offset(buffer) - buffer.start();
        return new Owner(buffer.id(), from, from + Math.toIntExact(buffer.floats(samples)));
    }

    private void read(Step step, Buffer buffer) {
        Owner owner = place(buffer);
        if (!owner.equals(owners.get(owner.from()))) {
            throw new IllegalStateException(step.provenance() + ": " + buffer + " was overwritten before it was read");
        }
    }

    private void write(Step step, Buffer buffer) {
        Owner owner = place(buffer);
        if (owner.from() < 0 || owner.to() > arena.size()) {
            throw new IllegalStateException(step.provenance() + ": " + buffer + " leaves the arena");
        }
        for (Operand operand : StepRoles.read(step)) {
            if (operand instanceof Operand.OfBuffer of
                    && of.buffer().home() == Buffer.Home.ARENA
                    && place(of.buffer()).overlaps(owner)
                    && !areApart(of.buffer(), buffer)) {
                throw new IllegalStateException(step.provenance() + ": " + buffer + " overwrites " + of.buffer());
            }
        }
        if (!begun.add(owner.buffer()) && !owner.equals(owners.get(owner.from()))) {
            throw new IllegalStateException(
                    step.provenance() + ": " + buffer + " was overwritten before it was complete");
        }
        evict(owner);
        owners.put(owner.from(), owner);
    }

    /** Takes away from all others what {@code next} is to have. */
    private void evict(Owner next) {
        Integer first = owners.floorKey(next.from());
        owners.subMap(first == null ? next.from() : first, Math.max(next.from(), next.to()))
                .values()
                .removeIf(next::overlaps);
    }

    /** Whether two views of the same floats have different columns or rows of them. */
    private static boolean areApart(Buffer a, Buffer b) {
        boolean sameRows = a.stride() == b.stride() && a.rows() == b.rows();
        int aEnd = a.start() + a.width() + (sameRows ? 0 : (a.rows() - 1) * a.stride());
        int bEnd = b.start() + b.width() + (sameRows ? 0 : (b.rows() - 1) * b.stride());
        return a.id() == b.id() && (aEnd <= b.start() || bEnd <= a.start());
    }
}
