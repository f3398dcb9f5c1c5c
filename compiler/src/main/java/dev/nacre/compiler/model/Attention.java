package dev.nacre.compiler.model;

/**
 * Self-attention of {@code heads} heads over the rows of its input [t, e], as PyTorch's {@code MultiheadAttention}. Parameters:
 * in_proj_weight [3e, e], in_proj_bias [3e] if {@code bias}, out_proj.weight [e, e], out_proj.bias [e] if {@code bias}.
 *
 * @param dropout of the weights with which rows are added up, in training
 * @param causal whether a row sees only itself and those before it
 * @param masked whether a second input, int[t], says which rows may be seen: those of 1, and not those of 0
 */
public record Attention(int heads, double dropout, boolean bias, boolean causal, boolean masked) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.attention(this);
    }
}
