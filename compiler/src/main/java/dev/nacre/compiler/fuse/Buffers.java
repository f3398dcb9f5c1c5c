package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Network.Port;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Which buffer holds each batched value of a program. */
final class Buffers {

    /** A distance in floats, 1 KiB, at which the rows of a block compete for a quarter of the first-level cache's sets. */
    private static final int SAME_SETS = 256;

    private final Map<Integer, Buffer> byValue = new HashMap<>();
    private int next;

    /** Whether a value was put into a buffer. */
    boolean has(Value value) {
        return byValue.containsKey(value.id());
    }

    /** The buffer that a value was put into. */
    Buffer of(Value value) {
        Buffer buffer = byValue.get(value.id());
        if (buffer == null) {
            throw new IllegalStateException("value " + value + " is read before it is computed");
        }
        return buffer;
    }

    void put(Value value, Buffer buffer) {
        byValue.put(value.id(), buffer);
    }

    /** A new buffer in the arena for a value. */
    Buffer arena(Value value) {
        Buffer buffer = arena(value.shape());
        put(value, buffer);
        return buffer;
    }

    /** A new buffer in the arena, rows padded. */
    Buffer arena(Shape shape) {
        int width = shape.last();
        return new Buffer(next++, Buffer.Home.ARENA, 0, ElementType.FLOAT, rows(shape), width, stride(width));
    }

    /** A new buffer in what a stream keeps from step to step. */
    Buffer state(Shape shape) {
        int width = shape.last();
        return new Buffer(next++, Buffer.Home.STATE, 0, ElementType.FLOAT, rows(shape), width, stride(width));
    }

    /** A new buffer for two copies of the rows of the last steps of a stream. */
    Buffer recent(Shape shape) {
        int width = shape.last();
        int rows = rows(shape);
        return new Buffer(next++, Buffer.Home.RECENT, rows, ElementType.FLOAT, 2 * rows, width, stride(width));
    }

    /** A new buffer for a value that all samples share. */
    Buffer shared(Value value, Buffer.Home home) {
        int width = value.shape().last();
        int stride = Buffer.padded(width);
        Buffer buffer = new Buffer(next++, home, 0, ElementType.FLOAT, rows(value.shape()), width, stride, 0, 0);
        put(value, buffer);
        return buffer;
    }

    /** Whole vectors; one more where the rows of a column would all fall into the same few sets of a cache. */
    private static int stride(int width) {
        int padded = Buffer.padded(width);
        return padded % SAME_SETS == 0 ? Math.addExact(padded, Buffer.LANES) : padded;
    }

    /** A buffer in the caller's array for a port, or for its gradient, rows not padded. */
    Buffer callers(Buffer.Home home, List<Port> ports, String name) {
        int index = IntStream.range(0, ports.size())
                .filter(i -> ports.get(i).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port " + name));
        Port port = ports.get(index);
        int width = port.shape().last();
        return new Buffer(next++, home, index, port.elements(), rows(port.shape()), width, width);
    }

    static int rows(Shape shape) {
        return shape.elements() / shape.last();
    }

    /**
     * How the loops over {@code target}'s leading axes walk a batched value of shape {@code source}, which is broadcast to
     * {@code target}.
     */
    static Access access(Buffer buffer, Shape source, Shape target) {
        List<Integer> steps = new ArrayList<>();
        int step = buffer.stride();
        for (int back = 2; back <= target.rank(); back++) {
            int size = back <= source.rank() ? source.size(-back) : 1;
            boolean repeats = size == 1 && target.size(-back) > 1;
            steps.add(repeats ? 0 : step);
            step *= size;
        }
        Collections.reverse(steps);
        return new Access(buffer.sample(), steps, source.last() == target.last());
    }

    /** How the loops over {@code target} walk the numbers 0, 1, 2, … along the one axis of {@code source} that has a size. */
    static Access iotaAccess(Shape source, Shape target) {
        List<Integer> steps = new ArrayList<>();
        for (int back = target.rank(); back >= 2; back--) {
            steps.add(back <= source.rank() && source.size(-back) > 1 ? 1 : 0);
        }
        return new Access(0, steps, source.last() == target.last());
    }

    /** How the loops over {@code target} walk a parameter that is stored as a vector, or a table of padded rows. */
    static Access parameterAccess(ParameterStorage.Slot slot, Shape source, Shape target) {
        if (slot.layout() == ParameterStorage.Layout.PADDED_ROWS && source.rank() == 2) {
            return tableAccess(source, target);
        }
        if (source.elements() != source.last()) {
            throw new IllegalStateException("a parameter of shape " + source + " cannot be broadcast over " + target);
        }
        List<Integer> steps = Collections.nCopies(Math.max(0, target.rank() - 1), 0);
        return new Access(0, steps, source.last() == target.last());
    }

    private static Access tableAccess(Shape source, Shape target) {
        List<Integer> steps = new ArrayList<>(Collections.nCopies(target.rank() - 1, 0));
        if (source.size(0) > 1) {
            steps.set(steps.size() - 1, Buffer.padded(source.last()));
        }
        return new Access(0, steps, source.last() == target.last());
    }
}
