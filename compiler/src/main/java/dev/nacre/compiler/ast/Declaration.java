package dev.nacre.compiler.ast;

import dev.nacre.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/** What stands at the top level of a file. */
public sealed interface Declaration {

    /** The annotations before it. */
    List<Annotation> annotations();

    /** The declared name. */
    Identifier name();

    /** The whole declaration, annotations excluded. */
    Span span();

    /** The text between {@code /**} and the end of the comment before the declaration, leading asterisks removed. */
    Optional<String> doc();

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** One answer for each kind of declaration; a new kind does not compile until every caller handles it. */
    interface Cases<R> {
        R constant(Const declaration);

        R block(Block declaration);

        R model(Model declaration);
    }

    /** {@code const name = value;} */
    record Const(List<Annotation> annotations, Identifier name, Expr value, Optional<String> doc, Span span)
            implements Declaration {
        public Const {
            annotations = List.copyOf(annotations);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.constant(this);
        }
    }

    /** {@code block name(parameters) < body >} */
    record Block(
            List<Annotation> annotations,
            Identifier name,
            List<Param> params,
            Chain body,
            Optional<String> doc,
            Span span)
            implements Declaration {
        public Block {
            annotations = List.copyOf(annotations);
            params = List.copyOf(params);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.block(this);
        }
    }

    /** {@code model name signature < body >} */
    record Model(
            List<Annotation> annotations,
            Identifier name,
            Optional<Signature> signature,
            Chain body,
            Optional<String> doc,
            Span span)
            implements Declaration {
        public Model {
            annotations = List.copyOf(annotations);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.model(this);
        }
    }

    /** A block's value parameter and its default. */
    record Param(Identifier name, Optional<Expr> defaultValue, Span span) {}
}
