package dev.nacre.compiler.place;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Step;
import java.util.ArrayList;
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
 */
record Lifetime(int buffer, int first, int last, long size) {

    boolean overlaps(Lifetime other) {
        return first <= other.last && other.first <= last;
    }

    /** Those of all buffers in the arena, in the order of their first steps. */
    static List<Lifetime> of(List<Step> steps) {
        Map<Integer, Lifetime> lifetimes = new LinkedHashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            for (Operand operand : steps.get(i).operands()) {
                if (operand instanceof Operand.OfBuffer of && of.buffer().home() == Buffer.Home.ARENA) {
                    Buffer buffer = of.buffer();
                    Lifetime step = new Lifetime(buffer.id(), i, i, buffer.size());
                    lifetimes.merge(
                            buffer.id(), step, (a, b) -> new Lifetime(a.buffer(), a.first(), b.last(), a.size()));
                }
            }
        }
        return new ArrayList<>(lifetimes.values());
    }
}
