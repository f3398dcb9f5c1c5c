package dev.nacre.compiler.place;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.place.PlacedPlan.Arena;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines up what all samples share. There is little of it, so that each value has floats of its own. */
final class Statistics {

    private Statistics() {}

    /** The places of all shared buffers that steps compute in a home, from {@code start} on. */
    static Arena of(List<Step> steps, Buffer.Home home, int start) {
        Map<Integer, Integer> offsets = new HashMap<>();
        int end = start;
        for (Step step : steps) {
            for (Operand operand : step.operands()) {
                if (operand instanceof Operand.OfBuffer of
                        && isOf(home, of.buffer())
                        && of.buffer().id() >= 0
                        && offsets.putIfAbsent(of.buffer().id(), end) == null) {
                    end = Math.addExact(end, Math.toIntExact(of.buffer().floats(1)));
                }
            }
        }
        return new Arena(offsets, end);
    }

    /** What streams keep is in one array. */
    private static boolean isOf(Buffer.Home home, Buffer buffer) {
        return home == Buffer.Home.STATE ? buffer.isKept() : buffer.isShared() && buffer.home() == home;
    }
}
