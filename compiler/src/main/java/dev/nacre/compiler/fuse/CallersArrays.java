package dev.nacre.compiler.fuse;

import dev.nacre.compiler.fuse.PassSteps.Place;
import dev.nacre.compiler.fuse.Sections.Section;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Repack;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Output;
import dev.nacre.compiler.tensor.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is read in the arrays of callers where it stands, computed there, or copied on the way in and out. */
final class CallersArrays {

    private final ProgramPlanner planner;
    private final Network network;
    private final Map<Integer, Output> outputs = new HashMap<>();
    private final Set<Output> computedInPlace = new HashSet<>();

    CallersArrays(ProgramPlanner planner, Network network) {
        this.planner = planner;
        this.network = network;
        planner.program().outputs().stream()
                .filter(CallersArrays::isCallers)
                .forEach(output -> outputs.putIfAbsent(output.value().id(), output));
    }

    /** Whether a caller has an array for it. */
    static boolean isCallers(Output output) {
        return output.kind() == Output.Kind.RESULT || output.kind() == Output.Kind.INPUT_GRADIENT;
    }

    /**
     * Gives the caller's array of a port to its readers. A gradient is copied to the arena first, and so is a value of which not
     * the first axis has a length, unless all that happens to it is a transposition.
     */
    boolean planInput(Node node, Primitive.Input input) {
        Value value = node.value();
        Buffer callers = input.gradient()
                ? planner.buffers().callers(Buffer.Home.OUTPUT_GRADIENT, network.outputs(), input.port())
                : planner.buffers().callers(Buffer.Home.INPUT, network.inputs(), input.port());
        if (!input.gradient() && (!planner.lengths().areSpread(value.shape()) || isTurnedAlone(value))) {
            planner.buffers().put(value, callers);
            return true;
        }
        Buffer arena = planner.buffers().arena(value);
        Section section = input.gradient() ? Section.BACKWARD : Section.FORWARD;
        copy("load", node, callers, arena, new Place(section, 0));
        return true;
    }

    /** Whether all that reads a value turns its rows into columns, which may be as far apart as they are in a caller's array. */
    private boolean isTurnedAlone(Value value) {
        long turning = planner.program().nodes().stream()
                .filter(reader -> reader.primitive().operands().contains(value) && TransposePlanner.turns(reader))
                .count();
        return turning == planner.uses(value);
    }

    private void copy(String label, Node node, Buffer from, Buffer to, Place place) {
        int blocks = planner.lengths().blocks(node.value().shape());
        List<Operand> operands = List.of(new Operand.OfBuffer(from), new Operand.OfBuffer(to));
        planner.steps().add(place, new Step(Repack.of(label, from, to, blocks), 1, operands, planner.comment(node)));
    }

    /** The caller's array for a value that is an output, to be computed there; empty if it is none. */
    Optional<Buffer> inPlace(Value value) {
        Optional<Output> output = Optional.ofNullable(outputs.get(value.id()));
        output.ifPresent(computedInPlace::add);
        Optional<Buffer> buffer = output.map(this::buffer);
        buffer.ifPresent(callers -> planner.buffers().put(value, callers));
        return buffer;
    }

    /** Copies a result to the caller's array, unless it was computed there. */
    void deliver(Output output, Place place) {
        if (!computedInPlace.contains(output)) {
            Node node = planner.program().node(output.value());
            copy("store", node, planner.matrix(node, output.value()), buffer(output), place);
        }
    }

    private Buffer buffer(Output output) {
        return output.kind() == Output.Kind.RESULT
                ? planner.buffers().callers(Buffer.Home.OUTPUT, network.outputs(), output.name())
                : planner.buffers().callers(Buffer.Home.INPUT_GRADIENT, network.inputs(), output.name());
    }
}
