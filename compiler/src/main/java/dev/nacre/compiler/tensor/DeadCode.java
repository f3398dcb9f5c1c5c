package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Program.Node;
import java.util.BitSet;

/**
 * Removes the nodes that no output needs. Input ports stay, needed or not: they are part of the model's signature, and
 * differentiation answers for each of them.
 */
public final class DeadCode {

    private DeadCode() {}

    public static Program remove(Program program) {
        BitSet needed = needed(program);
        if (needed.cardinality() == program.nodes().size()) {
            return program;
        }
        return Rebuilding.rebuild(program, node -> needed.get(node.value().id()));
    }

    /** The ids of the nodes that stay. */
    static BitSet needed(Program program) {
        BitSet needed = new BitSet();
        program.outputs().forEach(output -> needed.set(output.value().id()));
        for (int id = program.nodes().size() - 1; id >= 0; id--) {
            Node node = program.nodes().get(id);
            if (isPort(node) || isDetachedPort(program, node)) {
                needed.set(id);
            }
            if (needed.get(id)) {
                node.primitive().operands().forEach(operand -> needed.set(operand.id()));
            }
        }
        return needed;
    }

    private static boolean isPort(Node node) {
        return node.primitive() instanceof Primitive.Input input && !input.gradient();
    }

    /** What says that a port, of indices for example, wants no gradient. */
    private static boolean isDetachedPort(Program program, Node node) {
        return node.primitive() instanceof Primitive.Detach detach && isPort(program.node(detach.operand()));
    }
}
