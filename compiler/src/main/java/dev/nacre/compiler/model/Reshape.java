package dev.nacre.compiler.model;

/** The same elements, row-major, under another shape. */
public record Reshape(Shape shape) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.reshape(this);
    }
}
