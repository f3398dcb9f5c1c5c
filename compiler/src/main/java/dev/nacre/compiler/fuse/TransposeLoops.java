package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.TransposeLoop;
import dev.nacre.compiler.model.Lengths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Sorts the axes along which elements are copied into a matrix that is turned and loops around it. */
final class TransposeLoops {

    private TransposeLoops() {}

    /** An axis of the result, and how far apart its elements are in both buffers. */
    private record Axis(int size, int from, int to) {

        /** What there is if all elements are in one row, or if there is one element. */
        static final Axis SINGLE = new Axis(1, 0, 0);

        boolean continues(Axis inner) {
            return from == inner.from * inner.size && to == inner.to * inner.size;
        }
    }

    /**
     * The kernel that copies elements from where {@code source} has them to where {@code result}, of the same shape, has
     * them. Rows that stay whole are copied in the order of the result.
     */
    static TransposeLoop kernel(Lengths lengths, String label, StridedView source, StridedView result) {
        List<Axis> outer = merged(lengths, source, result);
        Axis column = closest(outer, Comparator.comparingInt(Axis::to));
        outer.remove(column);
        Axis row = column.from() == 1 && !outer.isEmpty()
                ? outer.get(outer.size() - 1)
                : closest(outer, Comparator.comparingInt(Axis::from));
        outer.remove(row);
        List<Integer> from = new ArrayList<>(outer.stream().map(Axis::from).toList());
        from.addAll(List.of(row.from(), column.from()));
        List<Integer> to = new ArrayList<>(outer.stream().map(Axis::to).toList());
        to.addAll(List.of(row.to(), column.to()));
        return new TransposeLoop(
                label,
                outer.stream().map(Axis::size).toList(),
                row.size(),
                column.size(),
                new Access(source.buffer().sample(), from, true),
                new Access(result.buffer().sample(), to, true),
                source.buffer().isCallers(),
                result.buffer().isCallers());
    }

    private static Axis closest(List<Axis> axes, Comparator<Axis> steps) {
        return axes.stream().min(steps).orElse(Axis.SINGLE);
    }

    /** Axes without those of one element, and neighbours as one that follow each other in both buffers. */
    private static List<Axis> merged(Lengths lengths, StridedView source, StridedView result) {
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < result.shape().rank(); i++) {
            Axis axis = new Axis(
                    result.shape().size(i),
                    source.steps().get(i),
                    result.steps().get(i));
            int last = axes.size() - 1;
            if (last >= 0
                    && lengths.areOne(axes.get(last).size(), axis.size())
                    && axes.get(last).continues(axis)) {
                axes.set(last, new Axis(axes.get(last).size() * axis.size(), axis.from(), axis.to()));
            } else if (axis.size() > 1) {
                axes.add(axis);
            }
        }
        return axes;
    }
}
