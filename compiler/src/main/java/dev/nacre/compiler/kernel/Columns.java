package dev.nacre.compiler.kernel;

/**
 * y[r][j] = epilogue(b[j] + Σ x[r][k] w(k, j)), outputs in the lanes. The weight of input k and output j is at
 * {@code j / 16 * panelStride + k * stepStride + j % 16}.
 *
 * <p>Order of the sum: {@code chains} chains of fma, chain c over k ≡ c in ascending order; chain 0 starts from the
 * bias, the others from zero; then (0+1)+(2+3).
 *
 * <p>Operands: weights, bias if any, x, y, then the epilogue's.
 */
public record Columns(
        String label,
        int in,
        int out,
        int xStride,
        int yStride,
        int panelStride,
        int stepStride,
        boolean bias,
        int chains,
        Epilogue epilogue)
        implements Kernel {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.columns(this);
    }
}
