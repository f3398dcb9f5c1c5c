package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * Sums or maxima of x over {@code reduced} axes and, if {@code lanes}, over the last axis.
 *
 * <p>Order of a sum over lanes: as in {@link Dot}, with additions, over all reduced rows in ascending order; otherwise
 * one chain of additions over ascending rows. With {@code accumulate} the samples are summed too, in ascending
 * order, onto what the result holds.
 *
 * <p>Operands: x, result.
 *
 * @param kept the axes that stay
 * @param source x's steps: the batch, then kept axes, then reduced axes
 * @param result the result's steps: the batch (0 if accumulated), then kept axes
 */
public record ReduceLoop(
        String label,
        boolean maximum,
        List<Integer> kept,
        List<Integer> reduced,
        int width,
        boolean lanes,
        boolean accumulate,
        Access source,
        Access result)
        implements Kernel {
    public ReduceLoop {
        kept = List.copyOf(kept);
        reduced = List.copyOf(reduced);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.reduce(this);
    }
}
