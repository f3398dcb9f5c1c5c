package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.ReduceLoop;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Primitive;
import java.util.ArrayList;
import java.util.List;

/** Sorts a reduction's axes into loops that stay and loops that are summed over. */
final class ReduceLoops {

    private final Primitive.Reduce reduce;
    private final Buffer source;
    private final List<Integer> kept = new ArrayList<>();
    private final List<Integer> keptSteps = new ArrayList<>();
    private final List<Integer> keptAxes = new ArrayList<>();
    private final List<Integer> reduced = new ArrayList<>();
    private final List<Integer> reducedSteps = new ArrayList<>();

    ReduceLoops(Primitive.Reduce reduce, Buffer source) {
        this.reduce = reduce;
        this.source = source;
        Shape shape = reduce.operand().shape();
        Access walk = Buffers.access(source, shape, shape);
        for (int axis = 0; axis < shape.rank() - 1; axis++) {
            if (shape.size(axis) > 1) {
                boolean sum = reduce.axes().contains(axis);
                (sum ? reduced : kept).add(shape.size(axis));
                (sum ? reducedSteps : keptSteps).add(walk.axes().get(axis));
                if (!sum) {
                    keptAxes.add(axis);
                }
            }
        }
    }

    /** The kernel, with {@code result} walking the result's leading axes, those reduced included. */
    Kernel kernel(String label, Access result) {
        Shape shape = reduce.operand().shape();
        List<Integer> steps = new ArrayList<>(keptSteps);
        steps.addAll(reducedSteps);
        List<Integer> resultSteps =
                keptAxes.stream().map(axis -> result.axes().get(axis)).toList();
        return new ReduceLoop(
                label,
                reduce.kind() == Primitive.Reduce.Kind.MAX,
                kept,
                reduced,
                shape.last(),
                reduce.axes().contains(shape.rank() - 1),
                reduce.sumBatch(),
                new Access(source.sample(), steps, true),
                new Access(reduce.sumBatch() ? 0 : result.batch(), resultSteps, true));
    }
}
