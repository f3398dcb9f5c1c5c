package dev.nacre.compiler.ast;

import dev.nacre.compiler.source.Span;
import java.util.Optional;

/** A positional argument, or a named one {@code name = value}. */
public record Argument(Optional<Identifier> name, Expr value, Span span) {}
