package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.model.Lengths;
import java.util.ArrayList;
import java.util.List;

/**
 * The loops of an elementwise kernel outside of its innermost: samples, then axes. Neighbouring loops that every operand
 * walks in one stride become one.
 *
 * @param rows how many steps of the outermost loop a sample takes
 * @param axes the sizes of the other loops
 */
record LoopNest(int rows, List<Integer> axes, List<Access> accesses) {

    LoopNest {
        axes = List.copyOf(axes);
        accesses = List.copyOf(accesses);
    }

    /** The simplest nest that walks the same elements in the same order. */
    static LoopNest simplify(Lengths lengths, List<Integer> axes, List<Access> accesses) {
        LoopNest nest = new LoopNest(1, axes, accesses);
        for (int axis = axes.size() - 1; axis >= 0; axis--) {
            nest = nest.withoutAxis(axis, lengths);
        }
        return nest;
    }

    private LoopNest withoutAxis(int axis, Lengths lengths) {
        int size = axes.get(axis);
        if (axis == 0
                && accesses.stream().allMatch(a -> a.batch() == (long) a.axes().get(0) * size)) {
            return new LoopNest(
                    rows * size,
                    without(axes, 0),
                    accesses.stream()
                            .map(a -> new Access(a.axes().get(0), without(a.axes(), 0), a.contiguous()))
                            .toList());
        }
        boolean mergesOutwards = axis > 0
                && lengths.areOne(axes.get(axis - 1), size)
                && accesses.stream()
                        .allMatch(a -> a.axes().get(axis - 1) == a.axes().get(axis) * size);
        if (size == 1) {
            return new LoopNest(
                    rows,
                    without(axes, axis),
                    accesses.stream()
                            .map(a -> new Access(a.batch(), without(a.axes(), axis), a.contiguous()))
                            .toList());
        }
        if (mergesOutwards) {
            List<Integer> merged = new ArrayList<>(axes);
            merged.set(axis - 1, axes.get(axis - 1) * size);
            return new LoopNest(
                    rows,
                    without(merged, axis),
                    accesses.stream()
                            .map(a -> new Access(a.batch(), without(a.axes(), axis - 1), a.contiguous()))
                            .toList());
        }
        return this;
    }

    private static List<Integer> without(List<Integer> list, int index) {
        List<Integer> copy = new ArrayList<>(list);
        copy.remove(index);
        return copy;
    }
}
