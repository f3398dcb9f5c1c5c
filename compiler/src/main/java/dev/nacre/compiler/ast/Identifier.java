package dev.nacre.compiler.ast;

import dev.nacre.compiler.source.Span;

/** A single name as written. */
public record Identifier(String text, Span span) {}
