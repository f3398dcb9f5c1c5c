package dev.nacre.compiler.model;

import java.util.List;

/** Each axis behind the channels times its factor: repeated elements, or values on a line between them. Input [c, n…]. */
public record Upsampling(List<Integer> factors, boolean linear) implements Operation {
    public Upsampling {
        factors = List.copyOf(factors);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.upsampling(this);
    }
}
