package dev.nacre.compiler.model;

/** The parameter weight [length, size], whatever the input, whose first axis is {@code length}. */
public record Position(int length, int size) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.position(this);
    }
}
