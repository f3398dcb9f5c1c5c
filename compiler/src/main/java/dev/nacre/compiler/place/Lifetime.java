package dev.nacre.compiler.place;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When a buffer holds something that is still needed.
 *
 * @param buffer its id
 * @param first the step that writes it
 * @param last the last step that reads it
 * @param size floats a sample
 * @param overrun floats behind the last sample that vectors may reach
 */
record Lifetime(int buffer, int first, int last, long size, int overrun) {

    private Lifetime and(Lifetime later) {
        return new Lifetime(buffer, first, later.last, size, Math.max(overrun, later.overrun));
    }

    boolean overlaps(Lifetime other) {
        return first <= other.last && other.first <= last;
    }

    /** What steps before {@code repeated} have written is needed until the end if any is read from there on. */
    private Lifetime untilEnd(int repeated, int end) {
        boolean read = first < repeated && last >= repeated;
        return new Lifetime(buffer, first, read ? end : last, size, overrun);
    }

    /** Those of all buffers of samples in the arena, in the order of their first steps. */
    static List<Lifetime> of(List<Step> steps) {
        return of(steps, steps.size());
    }

    /** The same where the steps from {@code repeated} on may run several times. */
    static List<Lifetime> of(List<Step> steps, int repeated) {
        Map<Integer, Lifetime> lifetimes = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            for (Operand operand : steps.get(i).operands()) {
                if (operand instanceof Operand.OfBuffer of
                        && of.buffer().home() == Buffer.Home.ARENA
                        && !of.buffer().isShared()) {
                    Buffer buffer = of.buffer();
                    Lifetime step = new Lifetime(buffer.id(), i, i, buffer.sample(), overrun(buffer));
                    lifetimes.merge(buffer.id(), step, Lifetime::and);
                }
            }
        }
        return lifetimes.values().stream()
                .map(lifetime -> lifetime.untilEnd(repeated, steps.size()))
                .toList();
    }

    /** A view may start anywhere in a row, and whole vectors are read from there. */
    private static int overrun(Buffer buffer) {
        long last = buffer.start() + (long) (buffer.rows() - 1) * buffer.stride();
        return (int) Math.max(0, last + Buffer.padded(buffer.width()) - buffer.sample());
    }
}
