package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Primitive.Detach;
import dev.nacre.compiler.tensor.Program.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A program again, without some of its nodes: ids close up and operands follow. Who read a detached value reads what was
 * detached; nothing may read another node that is left out.
 */
final class Rebuilding {

    private final Map<Integer, Value> kept = new HashMap<>();
    private final Rewiring rewiring = new Rewiring(this::kept);

    private Rebuilding() {}

    static Program rebuild(Program program, Predicate<Node> keep) {
        if (program.nodes().isEmpty()) {
            return program;
        }
        Rebuilding rebuilding = new Rebuilding();
        ProgramBuilder builder = new ProgramBuilder(program.nodes().get(0).origin());
        program.nodes().forEach(node -> rebuilding.copy(node, keep.test(node), builder));
        program.outputs()
                .forEach(output -> builder.output(output.kind(), output.name(), rebuilding.kept(output.value())));
        return builder.build();
    }

    private void copy(Node node, boolean keep, ProgramBuilder builder) {
        int id = node.value().id();
        if (keep) {
            builder.at(node.origin());
            kept.put(
                    id,
                    builder.add(node.primitive().match(rewiring), node.value().shape()));
        } else if (node.primitive() instanceof Detach detach
                && kept.containsKey(detach.operand().id())) {
            kept.put(id, kept(detach.operand()));
        }
    }

    private Value kept(Value old) {
        Value value = kept.get(old.id());
        if (value == null) {
            throw new IllegalStateException("value " + old.id() + " was removed, but is read");
        }
        return value;
    }
}
