package dev.nacre.compiler.ast;

import dev.nacre.compiler.source.Span;
import java.util.List;

/** Items separated by {@code ;}, each applied to the value before it; empty is the identity. */
public record Chain(List<Item> items, Span span) {

    public Chain {
        items = List.copyOf(items);
    }
}
