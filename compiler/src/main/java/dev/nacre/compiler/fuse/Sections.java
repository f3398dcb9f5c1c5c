package dev.nacre.compiler.fuse;

import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Output.Kind;
import dev.nacre.compiler.tensor.Value;
import org.jspecify.annotations.Nullable;

/** Which part of a training step computes each node: the earliest one that needs it. */
final class Sections {

    /** The parts of a training step, in order. */
    enum Section {
        FORWARD,
        BACKWARD,
        ACCUMULATE,
        INPUT_GRADIENT
    }

    private final @Nullable Section[] sections;
    private final boolean[] shared;

    Sections(Program program) {
        sections = new Section[program.nodes().size()];
        shared = shared(program);
        mark(program, Kind.RESULT, Section.FORWARD);
        mark(program, Kind.UPDATE, Section.FORWARD);
        mark(program, Kind.PARAMETER_GRADIENT, Section.BACKWARD);
        mark(program, Kind.INPUT_GRADIENT, Section.INPUT_GRADIENT);
        boolean[] read = readBySamples(program);
        for (Program.Node node : program.nodes()) {
            Value value = node.value();
            boolean statistic = shared[value.id()] && read[value.id()];
            if (sections[value.id()] == Section.BACKWARD && !value.batched() && !statistic) {
                sections[value.id()] = Section.ACCUMULATE;
            }
        }
    }

    /** Which values without a batch are computed of the batch or of parameters; parameters and parts of them are not. */
    private static boolean[] shared(Program program) {
        boolean[] shared = new boolean[program.nodes().size()];
        for (Program.Node node : program.nodes()) {
            Primitive primitive = node.primitive();
            boolean computed = primitive instanceof Primitive.Map
                    || primitive instanceof Primitive.Reduce
                    || primitive instanceof Primitive.BatchSize
                    || primitive.operands().stream().anyMatch(operand -> operand.batched() || shared[operand.id()]);
            shared[node.value().id()] = computed && !node.value().batched();
        }
        return shared;
    }

    /** Whether a value is computed once for all samples, and not onto a parameter's gradient. */
    boolean isShared(Value value) {
        return shared[value.id()] && of(value) != Section.ACCUMULATE;
    }

    /** Whether values without a batch are more than a parameter's gradient: those that what is there for each sample reads. */
    private boolean[] readBySamples(Program program) {
        boolean[] read = new boolean[sections.length];
        for (int id = sections.length - 1; id >= 0; id--) {
            Program.Node node = program.nodes().get(id);
            if (sections[id] != null && (node.value().batched() || read[id])) {
                Uses.read(node.primitive()).forEach(operand -> read[operand.id()] = true);
            }
        }
        return read;
    }

    private void mark(Program program, Kind kind, Section section) {
        boolean[] needed = new boolean[sections.length];
        program.outputs().stream()
                .filter(output -> output.kind() == kind)
                .forEach(output -> needed[output.value().id()] = true);
        for (int id = sections.length - 1; id >= 0; id--) {
            if (needed[id]) {
                Uses.read(program.nodes().get(id).primitive()).forEach(v -> needed[v.id()] = true);
                if (sections[id] == null) {
                    sections[id] = section;
                }
            }
        }
    }

    /** The part that computes the node with this value; asks only for nodes that something needs. */
    Section of(Value value) {
        Section section = sections[value.id()];
        if (section == null) {
            throw new IllegalStateException("nothing needs " + value);
        }
        return section;
    }

    /** Whether any output needs the value. */
    boolean needed(Value value) {
        return sections[value.id()] != null;
    }
}
