package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Recurrence.Cell;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Origin;
import dev.nacre.compiler.tensor.Program.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Builds a program node by node, inferring shapes. All primitives are pure, so a node that is already there is not made
 * twice. A node that does not fit its operands is a defect of the caller, reported with the layer being built.
 */
public final class ProgramBuilder {

    private static final Shape NO_LEAF = Shape.of();

    private final List<Node> nodes = new ArrayList<>();
    private final List<Output> outputs = new ArrayList<>();
    private final Map<Primitive, Value> made = new HashMap<>();
    private final Map<Value, List<Value>> concats = new HashMap<>();
    private Origin origin;

    public ProgramBuilder(Origin origin) {
        this.origin = origin;
    }

    /** A builder that goes on after the nodes of {@code program}; outputs are not taken over. */
    public static ProgramBuilder continuing(Program program, Origin origin) {
        ProgramBuilder builder = new ProgramBuilder(origin);
        for (Node node : program.nodes()) {
            builder.nodes.add(node);
            builder.made.putIfAbsent(node.primitive(), node.value());
            builder.remember(node);
        }
        return builder;
    }

    /** From here on, nodes belong to {@code next}. */
    public void at(Origin next) {
        origin = next;
    }

    /** What new nodes belong to. */
    Origin origin() {
        return origin;
    }

    /** An input port's values, or the gradient that arrives at an output port. */
    public Value input(String port, boolean gradient, Shape shape) {
        return add(new Primitive.Input(port, gradient), shape);
    }

    public Value parameter(String name, Shape shape) {
        return add(new Primitive.Parameter(name), shape);
    }

    /** {@code body} of each element; a map that returns its only operand is that operand. */
    public Value map(Scalar body, Value... operands) {
        if (operands.length == 1 && body.equals(Scalar.arg(0))) {
            return operands[0];
        }
        return add(new Primitive.Map(List.of(operands), body));
    }

    public Value contract(
            Value left,
            List<Integer> leftLabels,
            Value right,
            List<Integer> rightLabels,
            List<Integer> resultLabels,
            boolean sumBatch) {
        return add(new Contract(left, leftLabels, right, rightLabels, resultLabels, sumBatch));
    }

    /** The sum over axes, and over the batch; nothing to sum over is the operand. */
    public Value sum(Value operand, List<Integer> axes, boolean sumBatch) {
        if (axes.isEmpty() && !sumBatch) {
            return operand;
        }
        return add(new Primitive.Reduce(Primitive.Reduce.Kind.SUM, operand, axes, sumBatch));
    }

    public Value max(Value operand, List<Integer> axes) {
        return add(new Primitive.Reduce(Primitive.Reduce.Kind.MAX, operand, axes, false));
    }

    /** The operand under another shape; its own shape is the operand. */
    public Value reshape(Value operand, Shape shape) {
        return operand.shape().equals(shape) ? operand : add(new Primitive.Reshape(operand, shape));
    }

    /** The operands one after the other along an axis; one operand is itself. */
    public Value concat(List<Value> operands, int axis) {
        return operands.size() == 1 ? operands.get(0) : add(new Primitive.Concat(operands, axis));
    }

    /** {@code size} places of an axis from {@code start} on; all of them are the operand. */
    public Value slice(Value operand, int axis, int start, int size) {
        boolean all = start == 0 && size == operand.shape().size(axis);
        return all ? operand : add(new Primitive.Slice(operand, axis, start, size));
    }

    public Value detach(Value operand) {
        return add(new Primitive.Detach(operand));
    }

    public Value random(Shape shape, int stream) {
        return add(new Primitive.Random(shape, stream));
    }

    /**
     * The operand with its axes in another order. Two orders after each other are one, the order that they have is the
     * operand, and where no element changes its place it is a reshape.
     */
    public Value transpose(Value operand, List<Integer> axes) {
        AxisOrder order = new AxisOrder(axes);
        if (order.isSame()) {
            return operand;
        }
        if (primitive(operand) instanceof Primitive.Transpose before) {
            AxisOrder both = new AxisOrder(before.axes()).then(order);
            return transpose(before.operand(), both.axes());
        }
        if (!order.keepsPlaces(operand.shape())) {
            return add(new Primitive.Transpose(operand, axes));
        }
        Value elements = primitive(operand) instanceof Primitive.Reshape before ? before.operand() : operand;
        return reshape(elements, order.of(operand.shape()));
    }

    /** Windows over all axes but the last, with {@code padding} around. */
    public Value window(Value operand, List<WindowAxis> axes, double padding) {
        return add(new Window(operand, axes, padding));
    }

    /** The sum of what windows hold of each element of a tensor [sizes…, c]. */
    public Value fold(Value operand, List<WindowAxis> axes, List<Integer> sizes) {
        return add(new Fold(operand, axes, sizes));
    }

    /** The gradient of a maximum, at the first element that is it. */
    public Value maxGradient(Value operand, Value maximum, Value gradient, List<Integer> axes) {
        return add(new MaxGradient(operand, maximum, gradient, axes));
    }

    /** Rows of a table; the row {@code padding}, if not negative, is given no gradient. */
    public Value gather(Value table, Value indices, int padding) {
        return add(new Gather(table, indices, padding));
    }

    /** A table of {@code count} rows to which gradients are added. */
    public Value scatterAdd(List<Value> indices, List<Value> gradients, int count, int padding) {
        return add(new ScatterAdd(indices, gradients, count, padding));
    }

    /** Integers that are 0 or 1, as floats. */
    public Value flags(Value integers) {
        return add(new Flags(integers));
    }

    /** 0, 1, 2, … */
    public Value iota(int size) {
        return add(new Primitive.Iota(size));
    }

    /** The states of a recurrent cell, step after step. */
    public Value scan(ScanTrace trace) {
        return add(new Scan(add(trace), trace));
    }

    /** What a trace ends with: the state and, if there is one, the memory. */
    public List<Value> ends(ScanTrace trace) {
        return ends(add(trace), trace.cell(), trace.hidden());
    }

    /** What a trace or its gradient ends with. */
    public List<Value> ends(Value scan, Cell cell, int hidden) {
        return IntStream.range(0, cell.carries())
                .mapToObj(part -> add(new ScanEnd(scan, part, hidden)))
                .toList();
    }

    /** The trace, or one more that keeps what its gradient needs. */
    public Value keepingTrace(ScanTrace trace) {
        ScanTrace.Run run = new ScanTrace.Run(
                trace.cell(), trace.reverse(), true, trace.run().resumes());
        return add(new ScanTrace(run, trace.gates(), trace.weight(), trace.bias(), trace.start()));
    }

    /** The gradient of what contributed to the gates in a trace. */
    public Value scanGradient(ScanGradient gradient) {
        return add(gradient);
    }

    /** The rows of all steps of a stream so far, of which this is the last. */
    public Value append(Value row, int rows) {
        return add(new Append(row, rows));
    }

    /** The rows of the last steps of a stream, as they are read at each so manyth step. */
    public Value recent(Value row, int rows, int every) {
        return add(new Recent(row, rows, every));
    }

    /** How many places an axis of that size has, as a number; where it has a length, that of the sample. */
    public Value axisSize(int size) {
        return add(new Primitive.AxisSize(size));
    }

    /** The number of samples. */
    public Value batchSize() {
        return add(new Primitive.BatchSize());
    }

    private Value add(Primitive primitive) {
        return add(primitive, NO_LEAF);
    }

    /** The value of {@code primitive}; {@code leaf} is the shape if it is an input or a parameter, else ignored. */
    Value add(Primitive primitive, Shape leaf) {
        Value known = made.get(primitive);
        return known != null ? known : append(primitive, leaf);
    }

    private Value append(Primitive primitive, Shape leaf) {
        try {
            Value value = Inference.infer(nodes.size(), primitive, leaf);
            Node node = new Node(value, primitive, origin);
            nodes.add(node);
            made.put(primitive, value);
            remember(node);
            return value;
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    origin.layer() + " (" + origin.span().provenance() + "): " + e.getMessage(), e);
        }
    }

    private void remember(Node node) {
        if (node.primitive() instanceof Primitive.Concat concat) {
            Set.copyOf(concat.operands()).forEach(part -> concats.computeIfAbsent(part, value -> new ArrayList<>())
                    .add(node.value()));
        }
    }

    /** The concatenations that a value is part of, in the order in which they were made. */
    public List<Value> concatsWith(Value part) {
        return List.copyOf(concats.getOrDefault(part, List.of()));
    }

    /** What computes a value. */
    public Primitive primitive(Value value) {
        return nodes.get(value.id()).primitive();
    }

    /** Names a value as a result of the program. */
    public void output(Output.Kind kind, String name, Value value) {
        outputs.add(new Output(kind, name, value));
    }

    /** The program, without the nodes that no output needs. */
    public Program build() {
        return DeadCode.remove(new Program(nodes, outputs));
    }
}
