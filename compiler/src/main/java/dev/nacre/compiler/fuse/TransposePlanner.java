package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.MapLoop;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.TransposeLoop;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.Comparator;
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

    /**
     * Elements of a sample in a buffer.
     *
     * @param steps from one element to the next along each axis
     */
    private record Walk(Buffer buffer, List<Integer> steps) {}

    boolean plan(Node node, Primitive.Transpose transpose) {
        Shape shape = node.value().shape();
        int last = shape.rank() - 1;
        if (transpose.axes().get(last) == last) {
            copyRows(node, transpose);
            return true;
        }
        Walk source = source(transpose.operand());
        List<Integer> from = transpose.axes().stream().map(source.steps()::get).toList();
        Walk result = result(node);
        turn(node, new Walk(source.buffer(), from), result);
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

    private static boolean turns(Node node) {
        int last = node.value().shape().rank() - 1;
        return node.primitive() instanceof Primitive.Transpose transpose
                && transpose.axes().get(last) != last;
    }

    private Walk source(Value value) {
        if (!planner.buffers().has(value)) {
            Value row = planner.program().node(value).primitive().operands().get(0);
            return new Walk(planner.buffers().of(row), dense(value.shape()));
        }
        Buffer buffer = planner.buffers().of(value);
        return new Walk(buffer, steps(buffer, value.shape()));
    }

    private Walk result(Node node) {
        Value value = node.value();
        Optional<Value> row = planner.onlyReader(value)
                .filter(reader -> reader.primitive() instanceof Primitive.Reshape)
                .map(Node::value)
                .filter(reshaped -> Buffers.rows(reshaped.shape()) == 1);
        if (row.isPresent()) {
            return new Walk(planner.result(row.get(), true, false), dense(value.shape()));
        }
        Buffer buffer = planner.result(value, true, false);
        return new Walk(buffer, steps(buffer, value.shape()));
    }

    private static List<Integer> dense(Shape shape) {
        return steps(shape, 1, shape.last());
    }

    private static List<Integer> steps(Buffer buffer, Shape shape) {
        return steps(shape, 1, buffer.stride());
    }

    private static List<Integer> steps(Shape shape, int last, int row) {
        Integer[] steps = new Integer[shape.rank()];
        steps[shape.rank() - 1] = last;
        int step = row;
        for (int axis = shape.rank() - 2; axis >= 0; axis--) {
            steps[axis] = step;
            step = Math.multiplyExact(step, shape.size(axis));
        }
        return List.of(steps);
    }

    /** An axis of the result, and how far apart its elements are in both buffers. */
    private record Axis(int size, int from, int to) {

        boolean continues(Axis inner) {
            return from == inner.from * inner.size && to == inner.to * inner.size;
        }
    }

    private void turn(Node node, Walk source, Walk result) {
        List<Axis> axes = merged(node.value().shape(), source.steps(), result.steps());
        Axis column = axes.stream().min(Comparator.comparingInt(Axis::to)).orElseThrow();
        Axis row = axes.stream()
                .filter(axis -> !axis.equals(column))
                .min(Comparator.comparingInt(Axis::from))
                .orElseThrow();
        List<Axis> outer = axes.stream()
                .filter(axis -> !axis.equals(row) && !axis.equals(column))
                .toList();
        List<Integer> from = new ArrayList<>(outer.stream().map(Axis::from).toList());
        from.add(row.from());
        from.add(column.from());
        List<Integer> to = new ArrayList<>(outer.stream().map(Axis::to).toList());
        to.add(row.to());
        to.add(column.to());
        Kernel kernel = new TransposeLoop(
                planner.label(node),
                outer.stream().map(Axis::size).toList(),
                row.size(),
                column.size(),
                new Access(source.buffer().sample(), from, true),
                new Access(result.buffer().sample(), to, true));
        planner.step(node, kernel, source.buffer(), result.buffer());
    }

    /** The result's axes without those of one element, and neighbours as one that follow each other in both buffers. */
    private static List<Axis> merged(Shape shape, List<Integer> from, List<Integer> to) {
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            Axis axis = new Axis(shape.size(i), from.get(i), to.get(i));
            int last = axes.size() - 1;
            if (last >= 0 && axes.get(last).continues(axis)) {
                axes.set(last, new Axis(axes.get(last).size() * axis.size(), axis.from(), axis.to()));
            } else if (axis.size() > 1) {
                axes.add(axis);
            }
        }
        return axes;
    }
}
