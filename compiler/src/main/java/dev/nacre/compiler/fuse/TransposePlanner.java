package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.MapLoop;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.util.List;
import java.util.Optional;

/**
 * Plans transposes. Where rows stay whole they are copied as rows; else the last axis of the operand and that of the result
 * are a matrix that is turned, inside of loops over the others. A reshape from or to a single row, before or behind, is
 * part of it: the elements are read or written where they stand in that row.
 */
final class TransposePlanner {

    private final ProgramPlanner planner;

    TransposePlanner(ProgramPlanner planner) {
        this.planner = planner;
    }

    boolean plan(Node node, Primitive.Transpose transpose) {
        Shape shape = node.value().shape();
        int last = shape.rank() - 1;
        if (transpose.axes().get(last) == last) {
            copyRows(node, transpose);
            return true;
        }
        StridedView source = source(transpose.operand());
        List<Integer> from = transpose.axes().stream().map(source.steps()::get).toList();
        StridedView turned = new StridedView(source.buffer(), shape, from);
        StridedView result = result(node);
        Kernel kernel = TransposeLoops.kernel(planner.lengths(), planner.label(node), turned, result);
        planner.step(node, kernel, source.buffer(), result.buffer());
        return true;
    }

    private void copyRows(Node node, Primitive.Transpose transpose) {
        Shape shape = node.value().shape();
        Buffer from = planner.lanes(node, transpose.operand());
        Shape operand = transpose.operand().shape();
        Access source = Buffers.access(from, operand, operand);
        List<Integer> steps = transpose.axes().subList(0, shape.rank() - 1).stream()
                .map(source.axes()::get)
                .toList();
        Buffer to = planner.result(node.value(), false, false);
        LoopNest nest = LoopNest.simplify(
                planner.lengths(),
                shape.sizes().subList(0, shape.rank() - 1),
                List.of(new Access(source.batch(), steps, true), Buffers.access(to, shape, shape)));
        Kernel kernel = new MapLoop(
                planner.label(node),
                nest.axes(),
                shape.last(),
                nest.accesses().subList(0, 1),
                nest.accesses().get(1),
                Scalar.arg(0));
        planner.step(node, kernel, nest.rows(), List.of(new Operand.OfBuffer(from), new Operand.OfBuffer(to)));
    }

    /** Whether a reshape needs no step, because a transpose before or behind it takes care of it. */
    boolean takesOver(Node node, Primitive.Reshape reshape) {
        return planner.buffers().has(node.value()) || readByTranspose(node, reshape);
    }

    private boolean readByTranspose(Node node, Primitive.Reshape reshape) {
        return planner.buffers().of(reshape.operand()).rows() == 1
                && planner.onlyReader(node.value())
                        .filter(TransposePlanner::turns)
                        .isPresent();
    }

    /** Whether the last axis becomes another one. */
    static boolean turns(Node node) {
        int last = node.value().shape().rank() - 1;
        return node.primitive() instanceof Primitive.Transpose transpose
                && transpose.axes().get(last) != last;
    }

    private StridedView source(Value value) {
        if (!planner.buffers().has(value)) {
            Value row = planner.program().node(value).primitive().operands().get(0);
            return dense(planner.buffers().of(row), value.shape());
        }
        Buffer buffer = planner.buffers().of(value);
        return new StridedView(buffer, value.shape(), steps(value.shape(), buffer.stride()));
    }

    private StridedView result(Node node) {
        Value value = node.value();
        Optional<Value> row = planner.onlyReader(value)
                .filter(reader -> reader.primitive() instanceof Primitive.Reshape)
                .map(Node::value)
                .filter(reshaped -> Buffers.rows(reshaped.shape()) == 1);
        if (row.isPresent()) {
            return dense(planner.result(row.get(), true, false), value.shape());
        }
        Buffer buffer = planner.turnedResult(value);
        return new StridedView(buffer, value.shape(), steps(value.shape(), buffer.stride()));
    }

    /** One row with all elements of a sample. */
    private static StridedView dense(Buffer buffer, Shape shape) {
        return new StridedView(buffer, shape, steps(shape, shape.last()));
    }

    private static List<Integer> steps(Shape shape, int row) {
        Integer[] steps = new Integer[shape.rank()];
        steps[shape.rank() - 1] = 1;
        int step = row;
        for (int axis = shape.rank() - 2; axis >= 0; axis--) {
            steps[axis] = step;
            step = Math.multiplyExact(step, shape.size(axis));
        }
        return List.of(steps);
    }
}
