package dev.nacre.compiler.model;

/**
 * Attention between three inputs, as PyTorch's {@code scaled_dot_product_attention} of the heads into which their last axes are cut:
 * queries [t, d], keys [s, d] and values [s, e] give [t, e], in which each row is a mean of all values. No parameters.
 *
 * @param keys the shape of the keys
 * @param causal whether a row sees only the keys up to its own place
 * @param masked whether a fourth input, int[s], says which keys may be seen: those of 1, and not those of 0
 */
public record DotProductAttention(int heads, Shape keys, boolean causal, boolean masked) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.dotProductAttention(this);
    }
}
