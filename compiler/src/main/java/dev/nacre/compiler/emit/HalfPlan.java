package dev.nacre.compiler.emit;

import dev.nacre.compiler.emit.method.HalfMethods;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Columns;
import dev.nacre.compiler.kernel.HalvedParameters;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.place.PlacedPlan;
import dev.nacre.compiler.place.PlacedPlan.Arena;

/**
 * What a model with weights of 16 bits predicts with: where they are, and the scratch space in which they are widened, behind that
 * for activations.
 */
record HalfPlan(PlacedPlan placed, HalvedParameters parameters) {

    static HalfPlan of(PlacedPlan placed) {
        return new HalfPlan(placed, HalvedParameters.of(placed.plan()));
    }

    /** Whether any weights are kept in 16 bits: not beside activations that leave no room in an array to widen them. */
    boolean any() {
        return parameters.any() && fits(placed.one(), widened(true)) && fits(placed.batch(), widened(false));
    }

    private static boolean fits(Arena arena, int widened) {
        return (long) arena.size() + Buffer.LANES + widened <= Shape.MAX_ELEMENTS;
    }

    /** Where widened weights start in scratch space. */
    static int wide(Arena arena) {
        return Buffer.padded(Math.max(1, arena.size()));
    }

    /** Floats of scratch space for one sample. */
    int one() {
        return wide(placed.one()) + widened(true);
    }

    /** Floats of scratch space for a block of samples. */
    int batch() {
        return wide(placed.batch()) + widened(false);
    }

    private int widened(boolean one) {
        return placed.plan().predict().stream()
                .filter(step -> parameters.areReadBy(step) && !(one && isOneRow(step)))
                .mapToInt(step -> HalfMethods.scratch(step.kernel()))
                .max()
                .orElse(0);
    }

    /** Whether a step widens weights in registers if there is one sample. */
    static boolean isOneRow(Step step) {
        return step.kernel() instanceof Columns && step.rows() == 1;
    }
}
