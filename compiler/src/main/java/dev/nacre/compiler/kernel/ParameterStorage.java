package dev.nacre.compiler.kernel;

import dev.nacre.compiler.model.Parameter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where each parameter lives in the model's one array, and in which layout. */
public final class ParameterStorage {

    private final List<Slot> slots;
    private final int size;
    private final Map<String, Slot> byName = new HashMap<>();

    /** @param size floats of the array */
    public ParameterStorage(List<Slot> slots, int size) {
        this.slots = List.copyOf(slots);
        this.size = size;
        slots.forEach(slot -> byName.put(slot.parameter().name(), slot));
    }

    /** All slots, in the order of the parameters. */
    public List<Slot> slots() {
        return slots;
    }

    /** Floats of the array. */
    public int size() {
        return size;
    }

    /** The slot of a parameter. */
    public Slot slot(String name) {
        Slot slot = byName.get(name);
        if (slot == null) {
            throw new IllegalStateException("no parameter " + name);
        }
        return slot;
    }

    /**
     * A parameter's place.
     *
     * @param groups for panels of windows: into how many groups the inputs and outputs are divided, each with panels of its
     *     own; 1 if every channel is a group
     */
    public record Slot(Parameter parameter, int offset, Layout layout, int groups) {}

    /** The order of a parameter's elements, of the same names as the runtime's layouts. */
    public enum Layout {
        /** Contiguous, padded at the end. */
        VECTOR,
        /** [out, in] as [⌈out/16⌉][in][16]: for outputs in the lanes. */
        PANELS,
        /** [out, in] with each row padded: for inputs in the lanes. */
        PADDED_ROWS,
        /** [out, in, taps…] in panels over {@code out}, taps ascending and in each the inputs. */
        WINDOW_PANELS,
        /** [in, out, taps…] in panels over {@code out}, taps descending and in each the inputs. */
        FOLD_PANELS
    }
}
