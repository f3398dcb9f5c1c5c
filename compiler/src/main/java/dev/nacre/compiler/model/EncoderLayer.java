package dev.nacre.compiler.model;

/**
 * Self-attention and two linear layers, each with dropout, a residual connection and a normalisation, as PyTorch's
 * {@code TransformerEncoderLayer}. Parameters: self_attn.in_proj_weight, self_attn.in_proj_bias, self_attn.out_proj.weight,
 * self_attn.out_proj.bias, linear1.weight, linear1.bias, linear2.weight, linear2.bias, norm1.weight, norm1.bias, norm2.weight,
 * norm2.bias.
 *
 * @param feedforward the size between the two linear layers
 * @param activation between the two linear layers
 * @param normFirst whether each part normalises what it reads, instead of what it adds up to
 * @param masked as in {@link Attention}
 */
public record EncoderLayer(
        int heads,
        int feedforward,
        double dropout,
        Activation activation,
        boolean normFirst,
        double eps,
        boolean masked)
        implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.encoderLayer(this);
    }
}
