package dev.nacre.compiler.kernel;

import java.util.List;
import java.util.Optional;

/**
 * y[p][j] = epilogue(b[j] + Σ x[p + k] w(k, j)) for all positions p of each sample, outputs in the lanes. The weight of
 * term k and output j is at {@code (j / 16 * terms + k) * 16 + j % 16}. Positions of y follow each other.
 *
 * <p>Order of the sum: one chain of fma over ascending k that starts from the bias, or from zero. There are enough
 * positions to hide the latency of fma. Terms of rows of x that are known to be zeros may be left out: in all targets, because
 * a zero times an infinite weight is NaN, and a sum of −0 stays what it is.
 *
 * <p>Operands: weights, bias if any, x, y, then the epilogue's.
 *
 * @param terms the loops over k and their steps in x
 * @param positions the two loops over p, rows and columns, and their steps in x
 * @param rows how windows slide over the rows of x that are not zeros, whose first loop of terms is over a window's rows; empty
 *     to have all terms
 * @param xSample floats of x from one sample to the next
 * @param depthwise whether output j reads x[p + k + j], an input of its own
 * @param reversed whether weights are stored from the last k to the first
 */
public record ConvolutionLoop(
        String label,
        List<Loop> terms,
        List<Loop> positions,
        Optional<Sliding> rows,
        int out,
        long xSample,
        int yStride,
        boolean depthwise,
        boolean reversed,
        boolean bias,
        Epilogue epilogue)
        implements Kernel {
    public ConvolutionLoop {
        terms = List.copyOf(terms);
        positions = List.copyOf(positions);
    }

    /** Terms of each sum. */
    public int in() {
        return terms.stream().mapToInt(Loop::count).reduce(1, Math::multiplyExact);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.convolution(this);
    }
}
