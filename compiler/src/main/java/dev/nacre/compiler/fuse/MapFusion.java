package dev.nacre.compiler.fuse;

import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Merges an elementwise map into the only map that reads it, where both have the same shape. */
final class MapFusion {

    private final int[] uses;
    private final Map<Integer, Primitive.Map> maps = new HashMap<>();
    private final Map<Integer, List<Program.Origin>> origins = new HashMap<>();

    private MapFusion(Program program) {
        this.uses = Uses.count(program);
    }

    /**
     * A program with fewer maps.
     *
     * @param program absorbed nodes stay, unread, so that values keep their numbers
     * @param origins the layers that each map now computes, in order
     */
    record Fused(Program program, Map<Integer, List<Program.Origin>> origins) {

        Fused {
            origins = Map.copyOf(origins);
        }

        /** The layers that a node computes, in order. */
        List<Program.Origin> of(Program.Node node) {
            return origins.getOrDefault(node.value().id(), List.of(node.origin()));
        }
    }

    static Fused fuse(Program program) {
        return new MapFusion(program).run(program);
    }

    private Fused run(Program program) {
        List<Program.Node> nodes = new ArrayList<>();
        for (Program.Node node : program.nodes()) {
            if (node.primitive() instanceof Primitive.Map map) {
                Primitive.Map merged = absorb(node, map);
                maps.put(node.value().id(), merged);
                nodes.add(new Program.Node(node.value(), merged, node.origin()));
            } else {
                nodes.add(node);
            }
        }
        return new Fused(new Program(nodes, program.outputs()), origins);
    }

    private Primitive.Map absorb(Program.Node node, Primitive.Map map) {
        List<Value> operands = new ArrayList<>();
        List<Scalar> replacements = new ArrayList<>();
        List<Program.Origin> from = new ArrayList<>();
        for (Value operand : map.operands()) {
            Primitive.Map producer = maps.get(operand.id());
            if (producer != null && uses[operand.id()] == 1 && sameExtent(operand, node.value())) {
                List<Scalar> inner = producer.operands().stream()
                        .<Scalar>map(v -> new Scalar.Arg(indexOf(v, operands)))
                        .toList();
                replacements.add(Scalars.substitute(producer.body(), inner));
                from.addAll(origins.getOrDefault(operand.id(), List.of()));
            } else {
                replacements.add(new Scalar.Arg(indexOf(operand, operands)));
            }
        }
        from.add(node.origin());
        origins.put(node.value().id(), List.copyOf(from));
        return new Primitive.Map(operands, Scalars.substitute(map.body(), replacements));
    }

    private static int indexOf(Value value, List<Value> operands) {
        int index = operands.indexOf(value);
        if (index < 0) {
            operands.add(value);
            index = operands.size() - 1;
        }
        return index;
    }

    private static boolean sameExtent(Value a, Value b) {
        return a.shape().equals(b.shape()) && a.batched() == b.batched();
    }
}
