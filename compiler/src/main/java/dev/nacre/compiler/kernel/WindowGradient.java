package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * g(m, j) += Σ a[p + m] b[p][j] over the positions p of each sample: the gradient of a weight that windows are
 * multiplied with. The element (m, j) is at {@code (j / 16 * panelRows + m) * 16 + j % 16}.
 *
 * <p>Order of the sum: one chain of fma over samples, in each the uses of the weight, in each its positions, ascending,
 * which starts from what g holds.
 *
 * <p>Operands: a and b of each use, then g.
 *
 * @param depthwise whether column j reads a[p + m + j]
 */
public record WindowGradient(String label, List<WindowUse> uses, int columns, int panelRows, boolean depthwise)
        implements Kernel {
    public WindowGradient {
        uses = List.copyOf(uses);
    }

    /** The gradient's rows. */
    public int rows() {
        return uses.get(0).rows();
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.windowGradient(this);
    }
}
