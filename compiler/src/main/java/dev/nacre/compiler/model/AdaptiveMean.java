package dev.nacre.compiler.model;

import java.util.List;

/** The means of {@code sizes} bins for each axis behind the channels; bin i of o covers ⌊i·n/o⌋ to ⌈(i+1)·n/o⌉. Input [c, n…]. */
public record AdaptiveMean(List<Integer> sizes) implements Operation {
    public AdaptiveMean {
        sizes = List.copyOf(sizes);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.adaptiveMean(this);
    }
}
