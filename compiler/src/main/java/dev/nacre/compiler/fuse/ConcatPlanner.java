package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.JoinRows;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.MapLoop;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Contract;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans concatenations and slices. A slice is a view of the buffer that it is cut from. So is, the other way round, a part
 * of a concatenation wherever whole vectors fit: whoever computes the part writes it where it will be read. Other parts are
 * copied.
 */
final class ConcatPlanner {

    /** The most parts of one kernel: a Java method has at most 255 parameters, and a part takes two. */
    private static final int MOST_PARTS = 32;

    private final ProgramPlanner planner;
    private final Map<Integer, Place> places = new HashMap<>();

    ConcatPlanner(ProgramPlanner planner) {
        this.planner = planner;
        for (Node node : planner.program().nodes()) {
            if (node.primitive() instanceof Primitive.Concat concat && planner.uses(node.value()) > 0) {
                claim(node, concat);
            }
        }
    }

    /**
     * Where a value belongs.
     *
     * @param whole the concatenation
     * @param part which of its parts
     */
    private record Place(Node whole, int part) {}

    private void claim(Node node, Primitive.Concat concat) {
        if (!fitsVectors(concat)) {
            return;
        }
        for (int part = 0; part < concat.operands().size(); part++) {
            Value source = behindViews(concat.operands().get(part));
            Primitive made = planner.program().node(source).primitive();
            boolean movable = made instanceof Primitive.Map
                    || made instanceof Contract
                    || (made instanceof Primitive.Concat inner && fitsVectors(inner));
            if (movable) {
                places.putIfAbsent(source.id(), new Place(node, part));
            }
        }
    }

    /** Whether each part is some whole vectors of each row, or some whole rows of each sample. */
    private static boolean fitsVectors(Primitive.Concat concat) {
        Shape first = concat.operands().get(0).shape();
        if (!isLast(first, concat.axis())) {
            return outer(first, concat.axis()) == 1;
        }
        List<Value> allButLast = concat.operands().subList(0, concat.operands().size() - 1);
        return allButLast.stream().allMatch(part -> part.shape().last() % Buffer.LANES == 0);
    }

    /** Whether parts are so many elements of each row that they have to be joined by a kernel. */
    private static boolean isJoined(Primitive.Concat concat) {
        return !fitsVectors(concat) && isLast(concat.operands().get(0).shape(), concat.axis());
    }

    private static boolean isLast(Shape shape, int axis) {
        return axis == shape.rank() - 1;
    }

    /** The value of which another is the same rows under another shape. */
    private Value behindViews(Value value) {
        boolean sameRows = planner.program().node(value).primitive() instanceof Primitive.Reshape reshape
                && reshape.operand().shape().rank() > 0
                && value.shape().rank() > 0
                && reshape.operand().shape().last() == value.shape().last();
        return sameRows
                ? behindViews(
                        planner.program().node(value).primitive().operands().get(0))
                : value;
    }

    /**
     * The place in a concatenation at which a value should be computed, if there is one.
     *
     * @param matrix whether its rows have to be equally far apart throughout the batch
     */
    Optional<Buffer> place(Value value, boolean matrix) {
        Place place = places.get(value.id());
        if (place == null) {
            return Optional.empty();
        }
        Primitive.Concat concat = (Primitive.Concat) place.whole().primitive();
        Buffer part = part(whole(place.whole(), concat), concat, place.part());
        return matrix && !part.isMatrix() ? Optional.empty() : Optional.of(part);
    }

    /** The buffer of a concatenation; in the caller's array only if nothing else reads its parts. */
    private Buffer whole(Node node, Primitive.Concat concat) {
        Value value = node.value();
        if (planner.buffers().has(value)) {
            return planner.buffers().of(value);
        }
        boolean vectors = fitsVectors(concat);
        boolean alone = concat.operands().stream().allMatch(part -> planner.uses(behindViews(part)) == 1);
        if (alone || !vectors) {
            boolean joined = isJoined(concat);
            return planner.result(value, joined, joined);
        }
        Buffer buffer = place(value, false).orElseGet(() -> planner.buffers().arena(value.shape()));
        planner.buffers().put(value, buffer);
        return buffer;
    }

    /** Part of a concatenation's buffer. */
    private static Buffer part(Buffer whole, Primitive.Concat concat, int part) {
        int axis = concat.axis();
        Shape shape = concat.operands().get(part).shape();
        int before = concat.operands().subList(0, part).stream()
                .mapToInt(operand -> operand.shape().size(axis))
                .sum();
        return range(whole, shape, axis, before);
    }

    /** What lies from {@code start} on along an axis of a buffer, in the given shape. */
    private static Buffer range(Buffer whole, Shape shape, int axis, int start) {
        int from = isLast(shape, axis) ? start : Math.multiplyExact(start * inner(shape, axis), whole.stride());
        return whole.view(from, Buffers.rows(shape), shape.last());
    }

    private static int outer(Shape shape, int axis) {
        return shape.sizes().subList(0, axis).stream().reduce(1, Math::multiplyExact);
    }

    /** Rows for each step of an axis that is not the last. */
    private static int inner(Shape shape, int axis) {
        return shape.sizes().subList(axis + 1, shape.rank() - 1).stream().reduce(1, Math::multiplyExact);
    }

    boolean planConcat(Node node, Primitive.Concat concat) {
        Buffer whole = whole(node, concat);
        if (isJoined(concat)) {
            List<Buffer> parts = new ArrayList<>();
            concat.operands().forEach(operand -> parts.add(planner.matrix(node, operand)));
            join(node, parts, whole);
            return true;
        }
        for (int part = 0; part < concat.operands().size(); part++) {
            Value operand = concat.operands().get(part);
            if (!planner.buffers().of(operand).equals(part(whole, concat, part))) {
                copy(node, concat, part, whole);
            }
        }
        return true;
    }

    /** Puts parts of each row next to each other, a few at a time. */
    void join(Node node, List<Buffer> parts, Buffer whole) {
        List<Buffer> groups = new ArrayList<>(parts);
        while (groups.size() > MOST_PARTS) {
            List<Buffer> group = groups.subList(0, MOST_PARTS);
            int width = group.stream().mapToInt(Buffer::width).sum();
            Buffer joined = planner.buffers().arena(Shape.of(whole.rows(), width));
            joinFew(node, List.copyOf(group), joined);
            group.clear();
            groups.add(0, joined);
        }
        joinFew(node, groups, whole);
    }

    private void joinFew(Node node, List<Buffer> parts, Buffer whole) {
        Kernel kernel = new JoinRows(
                planner.label(node),
                parts.stream().map(Buffer::width).toList(),
                parts.stream().map(Buffer::stride).toList(),
                whole.stride());
        List<Operand> operands = new ArrayList<>();
        parts.forEach(part -> operands.add(new Operand.OfBuffer(part)));
        operands.add(new Operand.OfBuffer(whole));
        planner.step(node, kernel, whole.rows(), operands);
    }

    private void copy(Node node, Primitive.Concat concat, int part, Buffer whole) {
        Value operand = concat.operands().get(part);
        Buffer to = part(whole, concat, part);
        if (isLast(operand.shape(), concat.axis()) && to.isMatrix()) {
            joinFew(node, List.of(planner.matrix(node, operand)), to);
            return;
        }
        Buffer from = planner.lanes(node, operand);
        Shape shape = operand.shape();
        copy(
                node,
                shape,
                from,
                Buffers.access(from, shape, shape),
                to,
                Buffers.access(whole, node.value().shape(), node.value().shape()));
    }

    private void copy(Node node, Shape shape, Buffer from, Access source, Buffer to, Access result) {
        Step step = copying(node, shape, from, source, to, result);
        planner.step(node, step.kernel(), step.rows(), step.operands());
    }

    private Step copying(Node node, Shape shape, Buffer from, Access source, Buffer to, Access result) {
        List<Integer> axes = shape.sizes().subList(0, shape.rank() - 1);
        LoopNest nest = LoopNest.simplify(planner.lengths(), axes, List.of(source, result));
        Kernel kernel = new MapLoop(
                planner.label(node),
                nest.axes(),
                shape.last(),
                nest.accesses().subList(0, 1),
                nest.accesses().get(1),
                Scalar.arg(0));
        List<Operand> operands = List.of(new Operand.OfBuffer(from), new Operand.OfBuffer(to));
        return new Step(kernel, nest.rows(), operands, planner.comment(node));
    }

    /** A slice of rows that are scattered over the sample is copied. */
    boolean planSlice(Node node, Primitive.Slice slice) {
        Buffer operand = planner.buffers().of(slice.operand());
        Buffer whole = operand.isFloat() ? planner.lanes(node, slice.operand()) : operand;
        Shape shape = node.value().shape();
        Buffer view = range(whole, shape, slice.axis(), slice.start());
        if (isLast(shape, slice.axis()) || outer(shape, slice.axis()) == 1) {
            planner.buffers().put(node.value(), view);
            return true;
        }
        Buffer to = planner.result(node.value(), false, true);
        Shape all = slice.operand().shape();
        copy(node, shape, view, Buffers.access(whole, all, all), to, Buffers.access(to, shape, shape));
        return true;
    }

    /** What copies a value to a buffer with rows that are equally far apart throughout the batch. */
    Step straightening(Node reader, Value value, Buffer to) {
        Shape shape = value.shape();
        Buffer from = planner.buffers().of(value);
        return copying(reader, shape, from, Buffers.access(from, shape, shape), to, Buffers.access(to, shape, shape));
    }
}
