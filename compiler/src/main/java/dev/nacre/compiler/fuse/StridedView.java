package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.model.Shape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Where a value's elements are, if each axis is walked in steps of one size. A buffer has rows that lie side by side; a view
 * may also cut rows to pieces, or take axes in another order.
 *
 * @param shape the value's
 * @param steps floats from one place of each axis to the next
 */
record StridedView(Buffer buffer, Shape shape, List<Integer> steps) {

    StridedView {
        steps = List.copyOf(steps);
    }

    /** The view of a value in a buffer of its own. */
    static StridedView of(Buffer buffer, Shape shape) {
        List<Integer> steps = new ArrayList<>();
        if (shape.rank() > 0) {
            steps.addAll(Buffers.access(buffer, shape, shape).axes());
            steps.add(1);
        }
        return new StridedView(buffer, shape, steps);
    }

    /** The same elements under another shape; empty if an axis would take steps of several sizes. */
    Optional<StridedView> reshaped(Shape target) {
        Deque<int[]> axes = new ArrayDeque<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.size(axis) > 1) {
                axes.push(new int[] {shape.size(axis), steps.get(axis)});
            }
        }
        List<Integer> found = new ArrayList<>();
        int run = 1;
        int step = 1;
        for (int back = 1; back <= target.rank(); back++) {
            int size = target.size(-back);
            while (run % size != 0) {
                int[] next = axes.pop();
                if (run > 1 && next[1] != step * run) {
                    return Optional.empty();
                }
                step = run == 1 ? next[1] : step;
                run *= next[0];
            }
            found.add(step);
            run /= size;
            step *= size;
        }
        Collections.reverse(found);
        return Optional.of(new StridedView(buffer, target, found));
    }
}
