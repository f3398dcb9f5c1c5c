package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.Primitive.Reduce;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves a map that never falls, such as relu, below the maximum that alone reads it: the map of the largest element is the
 * largest of the maps, to the bit, and there are fewer of them. Only minima and maxima with numbers are moved, which neither
 * round nor change a NaN. Only the sign of a zero may be another: of −1 and −0, relu makes 0 and −0, whose maximum is 0, and relu
 * of the maximum −0 is −0. A program without such maps stays as it is.
 *
 * <p>Gradients stay the same too: they can reach another element of a window only where the map is flat, and are zero there.
 */
public final class MonotoneSinking {

    private final Program program;
    private final ProgramBuilder builder;
    private final List<List<Node>> readers = new ArrayList<>();
    /** What an output shows. */
    private final BitSet shown = new BitSet();
    /** By a maximum's id, the map that moves below it. */
    private final Map<Integer, Node> below = new HashMap<>();
    /** The ids of these maps. */
    private final BitSet sinking = new BitSet();

    private final Map<Integer, Value> moved = new HashMap<>();
    private final Rewiring rewiring = new Rewiring(this::moved);

    private MonotoneSinking(Program program) {
        this.program = program;
        this.builder = new ProgramBuilder(program.nodes().get(0).origin());
        program.nodes().forEach(node -> readers.add(new ArrayList<>()));
        for (Node node : program.nodes()) {
            node.primitive().operands().forEach(operand -> readers.get(operand.id())
                    .add(node));
        }
        program.outputs().forEach(output -> shown.set(output.value().id()));
        for (Node node : program.nodes()) {
            maximum(node).ifPresent(maximum -> sink(node, maximum));
        }
    }

    /** The program with such maps after the maxima. */
    public static Program sink(Program program) {
        MonotoneSinking sinking = new MonotoneSinking(program);
        return sinking.below.isEmpty() ? program : sinking.run();
    }

    private void sink(Node map, Node maximum) {
        below.put(maximum.value().id(), map);
        sinking.set(map.value().id());
    }

    private Program run() {
        for (Node node : program.nodes()) {
            builder.at(node.origin());
            int id = node.value().id();
            moved.put(id, sinking.get(id) ? moved(node.primitive().operands().get(0)) : copy(node));
        }
        program.outputs().forEach(output -> builder.output(output.kind(), output.name(), moved(output.value())));
        return builder.build();
    }

    private Value copy(Node node) {
        Value copy = builder.add(node.primitive().match(rewiring), node.value().shape());
        Node map = below.get(node.value().id());
        if (map == null) {
            return copy;
        }
        builder.at(map.origin());
        return builder.map(((Primitive.Map) map.primitive()).body(), copy);
    }

    private Value moved(Value old) {
        Value value = moved.get(old.id());
        if (value == null) {
            throw new IllegalStateException("value " + old.id() + " is read before it is made");
        }
        return value;
    }

    /** The maximum below which a node may move. */
    private Optional<Node> maximum(Node node) {
        boolean moves = node.primitive() instanceof Primitive.Map map
                && map.operands().size() == 1
                && map.operands().get(0).shape().equals(node.value().shape())
                && neverFalls(map.body());
        return moves ? onlyReader(node).flatMap(this::throughWindows).filter(this::isFewer) : Optional.empty();
    }

    private Optional<Node> throughWindows(Node reader) {
        return reader.primitive() instanceof Window window
                ? Optional.of(reader).filter(node -> seesElements(window)).flatMap(this::onlyReader)
                : Optional.of(reader);
    }

    /** Whether there are fewer maxima than elements; as windows go, not as many as there are, which a length may change. */
    private boolean isFewer(Node reader) {
        if (reader.primitive() instanceof Reduce reduce && reduce.kind() == Reduce.Kind.MAX) {
            return !(program.node(reduce.operand()).primitive() instanceof Window window)
                    || window.axes().stream().anyMatch(axis -> axis.stride() > 1);
        }
        return false;
    }

    private Optional<Node> onlyReader(Node node) {
        List<Node> all = readers.get(node.value().id());
        boolean alone = all.size() == 1 && !shown.get(node.value().id());
        return alone ? Optional.of(all.get(0)) : Optional.empty();
    }

    /** Whether the padding is never a window's maximum: it is below all numbers, and no window lies in it as a whole. */
    private static boolean seesElements(Window window) {
        return window.padding() == Double.NEGATIVE_INFINITY
                && window.axes().stream().allMatch(MonotoneSinking::seesElements);
    }

    private static boolean seesElements(WindowAxis axis) {
        return axis.dilation() == 1 && Math.max(axis.before(), axis.after()) < axis.size();
    }

    private static boolean neverFalls(Scalar body) {
        if (body instanceof Scalar.Binary binary) {
            boolean bound = binary.operator() == Operator.MIN || binary.operator() == Operator.MAX;
            return bound && binary.right() instanceof Scalar.Constant && neverFalls(binary.left());
        }
        return body instanceof Scalar.Arg;
    }
}
