package dev.nacre.compiler.model;

import dev.nacre.compiler.source.Span;

/**
 * Layers that stand in one body, or in what one item stands for: neighbours in the order of a {@link Network}. Groups
 * nest, and none is empty.
 *
 * @param path what the names of the parameters in it start with; groups in one another may have the same
 * @param kind what people call it: the block's or combinator's name, {@code repeat(4)}, or its role
 * @param output the shape of the value that it gives
 * @param first its first layer
 * @param end the layer behind its last one
 * @param span the item in the source
 */
public record Group(Role role, String path, String kind, Shape output, int first, int end, Span span) {

    /** What makes layers a group. */
    public enum Role {
        /** A block or combinator. */
        ITEM,
        /** One of the bodies that a {@code repeat} makes. */
        COPY,
        /** One of the chains that a combinator joins. */
        BRANCH,
        /** What a {@code use} applies again; the parameters in it are those of an earlier group or layer. */
        USE
    }
}
