package dev.nacre.compiler.model;

/** x / √(mean of x² + eps) over the last axis, times weight [n] if {@code affine}. */
public record RmsNorm(double eps, boolean affine) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.rmsNorm(this);
    }
}
