package dev.nacre.compiler.tensor;

/** Removes every {@link Primitive.Detach}: it means something to differentiation alone, and costs a node afterwards. */
public final class Detachment {

    private Detachment() {}

    public static Program remove(Program program) {
        return Rebuilding.rebuild(program, node -> !(node.primitive() instanceof Primitive.Detach));
    }
}
