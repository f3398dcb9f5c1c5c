package dev.nacre.compiler.place;

import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.List;
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
        Scratch one = Scratch.of(Lifetime.of(plan.predict()));
        Scratch many = Scratch.of(Lifetime.of(training));
        if (Math.max(one.size(), many.size()) > Shape.MAX_ELEMENTS) {
            return Optional.empty();
        }
        int block = block(one.size(), many.size());
        return Optional.of(new PlacedPlan(plan, block, one.arena(1), one.arena(block), many.arena(block)));
    }

    private static int block(long predicting, long learning) {
        long cached = CACHE_FLOATS / Math.max(1, predicting);
        long addressable = Shape.MAX_ELEMENTS / Math.max(1, learning);
        int block = (int) Math.max(1, Math.min(LARGEST_BLOCK, Math.min(cached, addressable)));
        return block < TILE_ROWS ? block : block / TILE_ROWS * TILE_ROWS;
    }
}
