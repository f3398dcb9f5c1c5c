package dev.nacre.compiler.model;

import java.util.List;

/**
 * The maximum or the mean of each window, channel by channel; input [c, n…]. Padding is below everything for a maximum, and
 * zero for a mean.
 *
 * @param countPadding whether a mean divides by the size of the window, or only by its elements that are no padding
 */
public record Pooling(Kind kind, List<WindowAxis> axes, boolean countPadding) implements Operation {
    public Pooling {
        axes = List.copyOf(axes);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.pooling(this);
    }

    /** What becomes of a window. */
    public enum Kind {
        MAX,
        MEAN
    }
}
