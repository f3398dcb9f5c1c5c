package dev.nacre.compiler.model;

/**
 * Row i of the parameter weight [count, size] for each index i of the input.
 *
 * @param padding the row that gets no gradient, or {@link #NO_PADDING}
 */
public record Embedding(int count, int size, int padding) implements Operation {
    /** No row is for padding. */
    public static final int NO_PADDING = -1;

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.embedding(this);
    }
}
