package dev.nacre.compiler.model;

/**
 * (x − mean) / √(variance + eps) over groups of neighbouring channels and all axes behind them; then, if {@code affine}, times
 * weight [c] plus bias [c], channel by channel. Input [c, n…].
 */
public record GroupNorm(int groups, double eps, boolean affine) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.groupNorm(this);
    }
}
