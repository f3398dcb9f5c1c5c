package dev.nacre.runtime;

/** What the elements of a port are. */
public enum ElementType {
    /** Values, in a {@code float[]}. */
    FLOAT,
    /** Indices, in an {@code int[]}; there are no gradients of them. */
    INT
}
