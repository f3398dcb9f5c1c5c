package dev.nacre.compiler.kernel;

/**
 * The same elements, row-major, in rows of another width or stride; the destination's padding becomes zero. Operands:
 * from, to.
 *
 * @param elements elements a sample
 */
public record Repack(String label, int elements, int fromWidth, int fromStride, int toWidth, int toStride)
        implements Kernel {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.repack(this);
    }
}
