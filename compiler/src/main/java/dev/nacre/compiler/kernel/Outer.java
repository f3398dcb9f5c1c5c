package dev.nacre.compiler.kernel;

/**
 * g(m, j) += Σ a[r][m] b[r][j] over rows r: a weight's gradient. The element (m, j) is at
 * {@code j / 16 * panelStride + m * rowStride + j % 16}.
 *
 * <p>Order of the sum: one chain of fma over ascending rows that starts from what g holds.
 *
 * <p>Operands: a, b, g.
 *
 * @param exact whether columns beyond the last full vector are summed one by one, for a {@code b} that may be a
 *     caller's array, in which the next row follows; otherwise what stands in the padding of {@code b} is summed too
 */
public record Outer(
        String label, int rows, int columns, int aStride, int bStride, int panelStride, int rowStride, boolean exact)
        implements Kernel {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.outer(this);
    }
}
