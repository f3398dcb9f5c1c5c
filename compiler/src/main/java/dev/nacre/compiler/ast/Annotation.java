package dev.nacre.compiler.ast;

import dev.nacre.compiler.source.Span;
import java.util.List;

/** {@code @name(arguments)}, before a declaration or an item. */
public record Annotation(QualifiedName name, List<Argument> arguments, Span span) {

    public Annotation {
        arguments = List.copyOf(arguments);
    }
}
