package dev.nacre.compiler.kernel;

/**
 * y[r] = x[r], integers as floats, each of which is known to be 0 or 1.
 *
 * <p>Operands: integers without a gap, y.
 *
 * @param stride of y
 */
public record FlagRows(String label, int width, int stride) implements Kernel {

    /** The integers that may be flags are those below. */
    public static final int COUNT = 2;

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.flags(this);
    }
}
