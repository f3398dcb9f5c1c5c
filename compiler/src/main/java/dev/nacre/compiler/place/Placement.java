package dev.nacre.compiler.place;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.place.PlacedPlan.Arena;
import java.util.ArrayList;
import java.util.HashMap;
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
        int repeated = training.size();
        training.addAll(plan.inputGradient());
        Scratch one = Scratch.of(Lifetime.of(plan.predict()));
        Scratch many = Scratch.of(Lifetime.of(training, repeated));
        if (Math.max(one.needed(), many.needed()) > Shape.MAX_ELEMENTS) {
            return Optional.empty();
        }
        int block = plan.lengths().any() ? 1 : block(one.size(), many.size());
        return Optional.of(new PlacedPlan(
                plan,
                block,
                withShared(plan, one.arena(1)),
                withShared(plan, one.arena(block)),
                step(plan),
                withStatistics(plan, training, many.arena(block))));
    }

    /** What a stream keeps is in an array of its own. */
    private static Arena step(Plan plan) {
        Arena scratch = Scratch.of(Lifetime.of(plan.step())).arena(1);
        Arena state = Statistics.of(plan.step(), Buffer.Home.STATE, 0);
        return new Arena(merged(scratch, state), scratch.size(), state.size());
    }

    /** What samples of a prediction share is computed behind what each has. */
    private static Arena withShared(Plan plan, Arena samples) {
        Arena shared = Statistics.of(plan.predict(), Buffer.Home.ARENA, Buffer.padded(samples.size()));
        return shared.offsets().isEmpty() ? samples : new Arena(merged(samples, shared), shared.size());
    }

    /** What samples of a training share is in an array of its own, because it outlives blocks; the number of samples is first. */
    private static Arena withStatistics(Plan plan, List<Step> training, Arena samples) {
        if (!plan.phases().any()) {
            return samples;
        }
        Arena statistics = Statistics.of(training, Buffer.Home.STATISTICS, Math.toIntExact(Buffer.SAMPLES.floats(1)));
        Map<Integer, Integer> offsets = merged(samples, statistics);
        offsets.put(Buffer.SAMPLES.id(), 0);
        return new Arena(offsets, samples.size(), statistics.size());
    }

    private static Map<Integer, Integer> merged(Arena samples, Arena shared) {
        Map<Integer, Integer> offsets = new HashMap<>(samples.offsets());
        offsets.putAll(shared.offsets());
        return offsets;
    }

    private static int block(long predicting, long learning) {
        long cached = CACHE_FLOATS / Math.max(1, predicting);
        long addressable = (Shape.MAX_ELEMENTS - Buffer.LANES) / Math.max(1, learning);
        int block = (int) Math.max(1, Math.min(LARGEST_BLOCK, Math.min(cached, addressable)));
        return block < TILE_ROWS ? block : block / TILE_ROWS * TILE_ROWS;
    }
}
