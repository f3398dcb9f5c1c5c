package dev.nacre.compiler.ast;

import dev.nacre.compiler.source.Span;
import java.util.List;
import java.util.stream.Collectors;

/** One or more names joined by dots, as written. */
public record QualifiedName(List<Identifier> parts, Span span) {

    public QualifiedName {
        parts = List.copyOf(parts);
    }

    /** The name with its dots and without white space. */
    public String text() {
        return parts.stream().map(Identifier::text).collect(Collectors.joining("."));
    }
}
