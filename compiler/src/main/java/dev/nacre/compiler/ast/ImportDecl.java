package dev.nacre.compiler.ast;

import dev.nacre.compiler.source.Span;
import java.util.Optional;

/** {@code import "path" as alias;} */
public record ImportDecl(Expr.Text path, Optional<Identifier> alias, Span span) {}
