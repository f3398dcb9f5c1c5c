package dev.nacre.compiler.fuse;

import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Value;
import java.util.Optional;

/** What values of a program are behind views of them. */
record Roots(Program program) {

    /** The value behind views that change neither elements nor places. */
    Value attached(Value value) {
        return program.node(value).primitive() instanceof Primitive.Detach detach ? attached(detach.operand()) : value;
    }

    /** Whether a value is 0, 1, 2, …, perhaps under another shape: constants that no step computes. */
    boolean isIota(Value value) {
        Primitive primitive = program.node(value).primitive();
        return primitive instanceof Primitive.Iota
                || (primitive instanceof Primitive.Reshape reshape && isIota(reshape.operand()));
    }

    /** The parameter that a value is, perhaps under another shape. */
    Optional<Primitive.Parameter> parameter(Value value) {
        Primitive primitive = program.node(attached(value)).primitive();
        if (primitive instanceof Primitive.Reshape reshape) {
            return parameter(reshape.operand());
        }
        return primitive instanceof Primitive.Parameter parameter ? Optional.of(parameter) : Optional.empty();
    }
}
