package dev.nacre.compiler.model;

import java.util.List;

/** The sum, mean or maximum over axes, which vanish. The gradient of a maximum goes to the first element that is it. */
public record Reduction(Kind kind, List<Integer> axes) implements Operation {
    /** @param axes non-negative, ascending */
    public Reduction {
        axes = List.copyOf(axes);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.reduction(this);
    }

    /** How elements are joined. */
    public enum Kind {
        SUM,
        MEAN,
        MAX
    }
}
