package dev.nacre.compiler.fuse;

import dev.nacre.compiler.fuse.PassSteps.Place;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Repack;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies of values for kernels that cannot read them where they were computed. Each is made once, in the earliest phase of a
 * training step in which somebody reads it; readers do not come in that order.
 */
final class Copies {

    private final ProgramPlanner planner;
    private final Map<Integer, Copy> lanes = new HashMap<>();
    private final Map<Integer, Copy> matrices = new HashMap<>();

    Copies(ProgramPlanner planner) {
        this.planner = planner;
    }

    private record Copy(Buffer buffer, Step step, Place place) {}

    /** A buffer with the value in which rows are equally far apart throughout the batch. */
    Buffer matrix(Node reader, Value value) {
        Buffer buffer = planner.buffers().of(value);
        return buffer.isMatrix() ? buffer : read(matrices, reader, value, planner::straightening);
    }

    /**
     * A buffer with the value from which whole vectors may be read: callers' arrays are copied to the arena first, but for
     * inputs whose rows are whole vectors.
     */
    Buffer lanes(Node reader, Value value) {
        Buffer buffer = planner.buffers().of(value);
        boolean vectors = buffer.home() == Buffer.Home.INPUT && buffer.isFloat() && buffer.stride() % Buffer.LANES == 0;
        boolean inPlace = vectors
                || buffer.home() == Buffer.Home.ARENA
                || buffer.isShared()
                || buffer.home() == Buffer.Home.RECENT;
        return inPlace ? buffer : read(lanes, reader, value, this::load);
    }

    /** How a value is copied to a buffer for a reader. */
    private interface Copying {
        Step step(Node reader, Value value, Buffer to);
    }

    private Buffer read(Map<Integer, Copy> copies, Node reader, Value value, Copying copying) {
        Place place = planner.placeOfCopy(reader);
        Copy copy = copies.get(value.id());
        if (copy == null) {
            Buffer to = planner.buffers().arena(value.shape());
            Step step = copying.step(reader, value, to);
            planner.steps().add(place, step);
            copies.put(value.id(), new Copy(to, step, place));
            return to;
        }
        if (place.isBefore(copy.place())) {
            planner.steps().move(copy.step(), copy.place(), place);
            copies.put(value.id(), new Copy(copy.buffer(), copy.step(), place));
        }
        return copy.buffer();
    }

    private Step load(Node reader, Value value, Buffer to) {
        Buffer from = planner.buffers().of(value);
        List<Operand> operands = List.of(new Operand.OfBuffer(from), new Operand.OfBuffer(to));
        return new Step(Repack.of("load", from, to), 1, operands, planner.comment(reader));
    }
}
