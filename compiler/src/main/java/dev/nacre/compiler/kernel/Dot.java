package dev.nacre.compiler.kernel;

/**
 * y[r][o] = epilogue(b[o] + Σ x[r][k] w[o][k]), inputs in the lanes; for so few outputs that lanes of outputs would
 * stay empty. The weight of output o and input k is at {@code o * weightStride + k}.
 *
 * <p>Order of the sum: lane l of 16 sums k ≡ l over the full blocks of 16 by fma in ascending order from zero; the
 * lanes are folded in halves (l + (l+8), then 4, 2, 1); the rest of the k is a chain of fma from the bias; the result
 * is fold + chain.
 *
 * <p>Operands: weights, bias if any, x, y, then the epilogue's.
 */
public record Dot(
        String label, int in, int out, int xStride, int yStride, int weightStride, boolean bias, Epilogue epilogue)
        implements Kernel {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.dot(this);
    }
}
