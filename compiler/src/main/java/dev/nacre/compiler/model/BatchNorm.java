package dev.nacre.compiler.model;

/**
 * (x − mean) / √(variance + eps), channel by channel: over the batch in training, with running statistics in prediction. Input
 * [c] or [c, n…]; parameters: weight [c] and bias [c] if {@code affine}, then the buffers running_mean [c] and running_var [c].
 *
 * @param momentum the share of a batch's statistics in the new running ones
 */
public record BatchNorm(double eps, double momentum, boolean affine) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.batchNorm(this);
    }
}
