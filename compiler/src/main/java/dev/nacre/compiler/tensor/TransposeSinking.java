package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Primitive.Reduce;
import dev.nacre.compiler.tensor.Primitive.Transpose;
import dev.nacre.compiler.tensor.Program.Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Moves transposes down: what is computed element by element, joined, cut or summed of transposed values is computed before
 * the transpose, until it meets another with which it becomes one or none. No value is computed twice, and where two ways
 * move different numbers of elements, the way with fewer is taken. A program without transposes stays as it is.
 *
 * <p>A value whose readers need it transposed at different places is transposed once, for all of them.
 */
public final class TransposeSinking {

    /** Orders that are tried for a node: operands of more are rare, and each is compared with all operands. */
    private static final int MOST_ORDERS = 3;

    private final Program program;
    private final ProgramBuilder builder;
    private final TransposeReaders readers;
    private final Map<Integer, Ordered> ordered = new HashMap<>();
    private final Set<Transpose> transposed = new HashSet<>();
    private final Rewiring rewiring = new Rewiring(this::plain);

    private TransposeSinking(Program program) {
        this.program = program;
        this.builder = new ProgramBuilder(program.nodes().get(0).origin());
        this.readers = new TransposeReaders(program);
    }

    /** The program with fewer transposes, or with the same further down. */
    public static Program sink(Program program) {
        boolean none = program.nodes().stream().allMatch(node -> order(node).isEmpty());
        return none ? program : new TransposeSinking(program).run();
    }

    /** What a value of the old program is in the new one. */
    private record Ordered(Value value, AxisOrder order) {}

    /** The order into which a node brings its operand's axes, if that is all it does. */
    static Optional<AxisOrder> order(Node node) {
        if (!node.value().batched()) {
            return Optional.empty();
        }
        if (node.primitive() instanceof Transpose transpose) {
            return Optional.of(new AxisOrder(transpose.axes()));
        }
        return node.primitive() instanceof Primitive.Reshape reshape
                ? AxisOrder.between(reshape.operand().shape(), reshape.shape())
                : Optional.empty();
    }

    /** Whether a node can do its work on operands in another order. */
    static boolean passes(Node node) {
        Primitive primitive = node.primitive();
        return node.value().batched()
                && (primitive instanceof Primitive.Map
                        || primitive instanceof Primitive.Concat
                        || primitive instanceof Primitive.Slice
                        || primitive instanceof Primitive.Detach
                        || primitive instanceof Reduce);
    }

    private Program run() {
        for (Node node : program.nodes()) {
            builder.at(node.origin());
            ordered.put(node.value().id(), moved(node));
        }
        program.outputs().forEach(output -> builder.output(output.kind(), output.name(), plain(output.value())));
        return builder.build();
    }

    private Ordered moved(Node node) {
        Optional<AxisOrder> order = order(node);
        if (order.isPresent()) {
            Ordered operand = of(node.primitive().operands().get(0));
            return new Ordered(operand.value(), operand.order().then(order.get()));
        }
        AxisOrder best =
                passes(node) ? best(node) : AxisOrder.same(node.value().shape().rank());
        if (best.isSame()) {
            return new Ordered(
                    builder.add(node.primitive().match(rewiring), node.value().shape()), best);
        }
        return new Ordered(add(node, best), best);
    }

    private Ordered of(Value old) {
        Ordered known = ordered.get(old.id());
        if (known == null) {
            throw new IllegalStateException("value " + old.id() + " is read before it is made");
        }
        return known;
    }

    /** An old value in the order that it had. */
    private Value plain(Value old) {
        Ordered known = of(old);
        return transpose(known.value(), known.order(), program.node(old));
    }

    /** A transpose is part of the layer that makes what is transposed. */
    private Value transpose(Value value, AxisOrder order, Node source) {
        Program.Origin reader = builder.origin();
        builder.at(source.origin());
        Value result = builder.transpose(value, order.axes());
        builder.at(reader);
        if (!order.keepsPlaces(value.shape())) {
            transposed.add(new Transpose(value, order.axes()));
        }
        return result;
    }

    /** The order in which the fewest elements move for a node; of equals, one that moves a transpose down. */
    private AxisOrder best(Node node) {
        List<Value> operands = node.primitive().operands();
        AxisOrder best = AxisOrder.same(node.value().shape().rank());
        List<AxisOrder> orders = operands.stream()
                .filter(operand -> readers.reachTranspose(node.value()) || !readers.goApart(operand))
                .map(this::of)
                .filter(operand -> !operand.order().isSame()
                        && operand.order().axes().size() == node.value().shape().rank())
                .map(Ordered::order)
                .distinct()
                .limit(MOST_ORDERS)
                .toList();
        long fewest = Long.MAX_VALUE;
        for (AxisOrder order : orders) {
            long elements = elements(node, order);
            if (elements < fewest) {
                fewest = elements;
                best = order;
            }
        }
        return orders.isEmpty() || elements(node, AxisOrder.same(best.axes().size())) < fewest
                ? AxisOrder.same(best.axes().size())
                : best;
    }

    /**
     * How many elements move if a node computes its result in an order. An axis of one element counts like any other, although none moves
     * with it: a sum goes along its axes in the order that is chosen here, which must not depend on how long a sample is.
     */
    private long elements(Node node, AxisOrder order) {
        Shape shape = node.value().shape();
        long elements = 0;
        boolean more = order.isSame() ? readers.reachTranspose(node.value()) : !readers.needNoOrder(node.value());
        if (more) {
            elements += shape.elements();
        }
        for (Value operand : node.primitive().operands()) {
            Optional<AxisOrder> change = change(operand, order);
            if (change.isEmpty()) {
                return Long.MAX_VALUE;
            }
            Value value = of(operand).value();
            boolean free = change.get().isSame()
                    || transposed.contains(new Transpose(value, change.get().axes()));
            elements += free ? 0 : value.shape().elements();
        }
        return elements;
    }

    /**
     * How the axes of an operand's new value have to be ordered for a reader that computes in an order; empty where they
     * cannot be. The operand of fewer axes is one element, or its axes stay at the end.
     */
    private Optional<AxisOrder> change(Value old, AxisOrder order) {
        Ordered operand = of(old);
        int rank = operand.order().axes().size();
        AxisOrder same = AxisOrder.same(rank);
        if (operand.order().equals(order)
                || (old.shape().elements() == 1 && operand.order().isSame())) {
            return Optional.of(same);
        }
        if (rank < order.axes().size()) {
            boolean stays = operand.order().isSame() && staysAtTheEnd(old.shape(), order);
            return stays ? Optional.of(same) : order.isSame() ? Optional.of(operand.order()) : Optional.empty();
        }
        AxisOrder change = operand.order().then(order.inverse());
        boolean stored = !old.batched() && !change.isSame();
        return stored ? Optional.empty() : Optional.of(change);
    }

    /** Whether the axes of an operand of fewer axes are the last ones, in the same places, in an order too. */
    private static boolean staysAtTheEnd(Shape shape, AxisOrder order) {
        int rank = order.axes().size();
        for (int fromLast = 1; fromLast <= shape.rank(); fromLast++) {
            if (shape.size(-fromLast) > 1 && order.axes().get(rank - fromLast) != rank - fromLast) {
                return false;
            }
        }
        return true;
    }

    private Value add(Node node, AxisOrder order) {
        Rewiring reordered = new Rewiring(operand -> reordered(operand, order));
        return builder.add(
                inOrder(node.primitive().match(reordered), order), node.value().shape());
    }

    private Value reordered(Value old, AxisOrder order) {
        Value value = of(old).value();
        AxisOrder change = change(old, order).orElseThrow();
        Node source = program.node(old);
        if (source.primitive() instanceof Primitive.Random random && change.keepsPlaces(value.shape())) {
            return builder.random(change.of(value.shape()), random.stream());
        }
        return transpose(value, change, source);
    }

    /** The same on axes that are ordered otherwise. */
    private static Primitive inOrder(Primitive primitive, AxisOrder order) {
        if (primitive instanceof Primitive.Concat concat) {
            return new Primitive.Concat(concat.operands(), order.axes().get(concat.axis()));
        }
        if (primitive instanceof Primitive.Slice slice) {
            return new Primitive.Slice(slice.operand(), order.axes().get(slice.axis()), slice.start(), slice.size());
        }
        if (primitive instanceof Reduce reduce) {
            List<Integer> axes =
                    reduce.axes().stream().map(order.axes()::get).sorted().toList();
            return new Reduce(reduce.kind(), reduce.operand(), axes, reduce.sumBatch());
        }
        return primitive;
    }
}
