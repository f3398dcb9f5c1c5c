package dev.nacre.compiler.kernel;

/**
 * The same elements, row-major, in rows of another width or stride; the destination's padding becomes zero. Operands:
 * from, to.
 *
 * @param elements elements a sample
 */
public record Repack(String label, int elements, int fromWidth, int fromStride, int toWidth, int toStride)
        implements Kernel {
    /** From one buffer to another. */
    public static Repack of(String label, Buffer from, Buffer to) {
        int elements = Math.multiplyExact(from.rows(), from.width());
        return new Repack(label, elements, from.width(), from.stride(), to.width(), to.stride());
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.repack(this);
    }
}
