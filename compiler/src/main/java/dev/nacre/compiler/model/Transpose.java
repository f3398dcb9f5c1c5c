package dev.nacre.compiler.model;

/** Two axes change places; both are non-negative. */
public record Transpose(int first, int second) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.transpose(this);
    }
}
