package dev.nacre.compiler.ast;

import dev.nacre.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

    /** Dispatches on the kind; a new kind does not compile until every caller handles it. */
    default <R> R match(
            Function<? super Const, ? extends R> constDecl,
            Function<? super Block, ? extends R> blockDecl,
            Function<? super Model, ? extends R> modelDecl) {
        if (this instanceof Const c) {
            return constDecl.apply(c);
        } else if (this instanceof Block b) {
            return blockDecl.apply(b);
        }
        return modelDecl.apply((Model) this);
    }

    /** {@code const name = value;} */
    record Const(List<Annotation> annotations, Identifier name, Expr value, Optional<String> doc, Span span)
            implements Declaration {
        public Const {
            annotations = List.copyOf(annotations);
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
    }

    /** A block's value parameter and its default. */
    record Param(Identifier name, Optional<Expr> defaultValue, Span span) {}
}
