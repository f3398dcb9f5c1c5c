package dev.nacre.compiler.kernel;

/** Uniform numbers in [0, 1), rows of a sample. Operands: to, stream. */
public record RandomRows(String label, int rows, int width, int stride) implements Kernel {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.random(this);
    }
}
