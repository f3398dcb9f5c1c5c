package dev.nacre.compiler.model;

/** (x − mean) / √(variance + eps) over the last axis, times weight [n] plus bias [n] if {@code affine}. */
public record LayerNorm(double eps, boolean affine) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.layerNorm(this);
    }
}
