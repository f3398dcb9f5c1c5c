package dev.nacre.compiler.kernel;

import dev.nacre.compiler.model.Parameter;
import java.util.List;

/** Where each parameter lives in the model's one array, and in which layout. */
public record ParameterStorage(List<Slot> slots, int size) {

    public ParameterStorage {
        slots = List.copyOf(slots);
    }

    /** The slot of a parameter. */
    public Slot slot(String name) {
        return slots.stream()
                .filter(s -> s.parameter().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no parameter " + name));
    }

    /** A parameter's place. */
    public record Slot(Parameter parameter, int offset, Layout layout) {}

    /** The order of a parameter's elements, of the same names as the runtime's layouts. */
    public enum Layout {
        /** Contiguous, padded at the end. */
        VECTOR,
        /** [out, in] as [⌈out/16⌉][in][16]: for outputs in the lanes. */
        PANELS,
        /** [out, in] with each row padded: for inputs in the lanes. */
        PADDED_ROWS
    }
}
