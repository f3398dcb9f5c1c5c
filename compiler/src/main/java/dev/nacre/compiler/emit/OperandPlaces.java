package dev.nacre.compiler.emit;

import dev.nacre.compiler.emit.Call.Argument;
import dev.nacre.compiler.emit.method.Code;
import dev.nacre.compiler.emit.method.Counts;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.place.PlacedPlan.Arena;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes where a step's operands are: the array of each, and its place in it. */
final class OperandPlaces implements Operand.Cases<List<Argument>> {

    private final Counts counts;
    private final PortNames ports;
    private final Arena arena;
    private final boolean one;
    private final @Nullable Halves halves;
    /** By the id of a buffer with rows of the last steps, at every how manyth step one is added. */
    private final Map<Integer, Integer> rates = new HashMap<>();

    /**
     * @param one whether there is a single sample, at the start of every array
     * @param halves for weights of 16 bits; null for floats
     */
    OperandPlaces(Counts counts, PortNames ports, Arena arena, boolean one, @Nullable Halves halves) {
        this.counts = counts;
        this.ports = ports;
        this.arena = arena;
        this.one = one;
        this.halves = halves;
    }

    /** Notes at every how manyth step a row is added to those of the last steps. */
    void addedAt(Buffer recent, int every) {
        rates.put(recent.id(), every);
    }

    @Override
    public List<Argument> buffer(Operand.OfBuffer of) {
        return place(of.buffer());
    }

    @Override
    public List<Argument> parameter(Operand.OfParameter of) {
        if (halves != null) {
            Argument place = Argument.of(halves.parameters().offset(of));
            return halves.parameters().contains(of.name())
                    ? List.of(Argument.of("h"), place, Argument.of("f16"))
                    : List.of(Argument.of("p"), place);
        }
        return List.of(Argument.of("p"), Argument.of(of.offset()));
    }

    @Override
    public List<Argument> transposed(Operand.OfTransposed of) {
        return List.of(Argument.of("t"), Argument.of(of.offset()));
    }

    @Override
    public List<Argument> gradient(Operand.OfGradient of) {
        return List.of(Argument.of("g"), Argument.of(of.offset()));
    }

    @Override
    public List<Argument> stream(Operand.OfStream of) {
        return List.of(Argument.of(of.stream()));
    }

    @Override
    public List<Argument> iota(Operand.OfIota of) {
        return List.of(Argument.of(KernelClass.IOTA), Argument.of(0));
    }

    @Override
    public List<Argument> axisSize(Operand.OfAxisSize of) {
        return List.of(Argument.of(KernelClass.IOTA), Argument.of(counts.text(of.size())));
    }

    private List<Argument> place(Buffer buffer) {
        return switch (buffer.home()) {
            case INPUT -> callers("x", buffer, ports.inputs().size());
            case OUTPUT -> callers("y", buffer, ports.outputs().size());
            case OUTPUT_GRADIENT -> callers("gy", buffer, ports.outputs().size());
            case INPUT_GRADIENT -> callers("gx", buffer, ports.inputs().size());
            case ARENA -> List.of(Argument.of("arena"), Argument.of(arena.offset(buffer)));
            case STATE -> List.of(Argument.of("state"), kept(buffer));
            case RECENT -> List.of(Argument.of("state"), recent(buffer));
            case STATISTICS -> List.of(Argument.of("s"), Argument.of(arena.offset(buffer)));
        };
    }

    /** Where something is among the rows of the last steps. */
    private Argument recent(Buffer buffer) {
        int every = rates.getOrDefault(buffer.id(), 1);
        String step = every == 1 ? "step" : "step / " + every;
        return Argument.of(Code.at(Code.times("(int) (" + step + " % " + buffer.port() + ")", buffer.stride()), (long)
                arena.offset(buffer)));
    }

    /** Where something is that a stream keeps; the last row moves from step to step. */
    private Argument kept(Buffer buffer) {
        int offset = arena.offset(buffer);
        return buffer.port() == 0
                ? Argument.of(offset)
                : Argument.of(offset + " + (" + counts.text(buffer.port()) + " - 1) * " + buffer.stride());
    }

    private List<Argument> callers(String letters, Buffer buffer, int count) {
        String array = PortNames.kernel(letters, buffer.port(), count);
        return List.of(Argument.of(array), Argument.at(one ? "" : array + "o", buffer.start()));
    }
}
