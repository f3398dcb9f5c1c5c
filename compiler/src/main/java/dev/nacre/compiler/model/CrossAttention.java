package dev.nacre.compiler.model;

/**
 * Attention of {@code heads} heads in which the rows of the first input, [t, e], ask those of the second, [s, e], as PyTorch's
 * {@code MultiheadAttention} with a memory for keys and values. Parameters as in {@link Attention}.
 *
 * @param dropout of the weights with which rows are added up, in training
 * @param memory the shape of the second input
 * @param masked whether a third input, int[s], says which rows of the second may be seen: those of 1, and not those of 0
 */
public record CrossAttention(int heads, double dropout, boolean bias, Shape memory, boolean masked)
        implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.crossAttention(this);
    }
}
