package dev.nacre.compiler.kernel;

/**
 * The same elements, row-major, in rows of another width or stride; the destination's padding becomes zero. Operands:
 * from, to.
 *
 * @param elements elements a sample
 * @param parts equal parts of a sample; more than one where they are dense on the caller's side and have room for longer samples on the
 *     other one
 */
public record Repack(String label, int elements, int fromWidth, int fromStride, int toWidth, int toStride, int parts)
        implements Kernel {
    /** From one buffer to another. */
    public static Repack of(String label, Buffer from, Buffer to) {
        return of(label, from, to, 1);
    }

    /** From one buffer to another, in which a sample has so many parts. */
    public static Repack of(String label, Buffer from, Buffer to, int parts) {
        int elements = Math.multiplyExact(from.rows(), from.width());
        return new Repack(label, elements, from.width(), from.stride(), to.width(), to.stride(), parts);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.repack(this);
    }
}
