package dev.nacre.compiler.kernel;

/**
 * A copy of an image with places of {@code value} around it and between its elements. Rows of the copy are dense, and
 * padded at their ends. Operands: from, to.
 *
 * @param channels neighbouring floats of each place
 */
public record Pad(String label, PadAxis rows, PadAxis columns, int channels, long fromSample, int toRow, float value)
        implements Kernel {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.pad(this);
    }
}
