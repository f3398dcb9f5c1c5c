package dev.nacre.runtime.safetensors;

import dev.nacre.runtime.Shape;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One tensor of a file.
 *
 * @param name its key
 * @param shape empty for a scalar; sizes may be zero
 * @param begin its first byte, from the end of the header
 * @param end where it ends, exclusive
 */
record SafetensorsEntry(String name, SafetensorsType type, List<Long> shape, long begin, long end) {

    private static final int MOST_SHOWN = 16;

    SafetensorsEntry {
        shape = List.copyOf(shape);
    }

    long elements() {
        return (end - begin) / type.bytes();
    }

    /** {@code [16,3]}, as the model's shapes are written; cut where a hostile file would flood the message. */
    String shapeText() {
        if (shape.size() > MOST_SHOWN) {
            return "a shape of " + shape.size() + " sizes";
        }
        return shape.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }

    boolean hasShape(Shape expected) {
        return shape.equals(expected.sizes().stream().map(Integer::longValue).toList());
    }
}
