package dev.nacre.compiler.ast;

import dev.nacre.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * {@code (inputs) -> outputs}.
 *
 * @param outputs empty when not declared; a single port without a name for {@code -> [10]}
 */
public record Signature(List<Port> inputs, List<Port> outputs, Span span) {

    public Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** A named input or output; the name is absent only for a single unnamed output. */
    public record Port(Optional<Identifier> name, Type type, Span span) {}

    /**
     * An element type and a shape without the batch axis.
     *
     * @param elements {@code float} or {@code int} as written; absent means {@code float}
     * @param sizes absent for a scalar type such as {@code int}, which has the empty shape
     */
    public record Type(Optional<Identifier> elements, Optional<List<Size>> sizes, Span span) {
        public Type {
            sizes = sizes.map(List::copyOf);
        }
    }

    /**
     * A size in a shape.
     *
     * @param length the name of a length that is declared here, of which {@code expr} is the bound; absent for a plain size
     */
    public record Size(Optional<Identifier> length, Expr expr, Span span) {}
}
