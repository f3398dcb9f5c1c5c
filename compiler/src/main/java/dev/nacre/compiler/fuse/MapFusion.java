package dev.nacre.compiler.fuse;

import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Merges an elementwise map into the only map that reads it, where both have the same shape. */
final class MapFusion {

    /** The most arrays that a loop reads: each takes a register for its address. */
    private static final int MOST_OPERANDS = 8;

    /** The most parts of a loop's body. One that reads its argument twice would otherwise double in each of a row of maps. */
    private static final int MOST_PARTS = 120;

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
        int parts = Scalars.size(map.body());
        for (int i = 0; i < map.operands().size(); i++) {
            Value operand = map.operands().get(i);
            Optional<Primitive.Map> producer = producer(node, operand);
            int grown =
                    producer.map(Primitive.Map::body).map(Scalars::size).orElse(0) * Scalars.occurrences(map.body(), i)
                            + parts;
            int reads = operands.size()
                    + producer.map(Primitive.Map::operands).map(List::size).orElse(0)
                    + map.operands().size()
                    - (i + 1);
            if (producer.isPresent() && grown <= MOST_PARTS && reads <= MOST_OPERANDS) {
                List<Scalar> inner = producer.get().operands().stream()
                        .<Scalar>map(v -> new Scalar.Arg(indexOf(v, operands)))
                        .toList();
                replacements.add(Scalars.substitute(producer.get().body(), inner));
                from.addAll(origins.getOrDefault(operand.id(), List.of()));
                parts = grown;
            } else {
                replacements.add(new Scalar.Arg(indexOf(operand, operands)));
            }
        }
        from.add(node.origin());
        origins.put(node.value().id(), List.copyOf(from));
        return new Primitive.Map(operands, Scalars.substitute(map.body(), replacements));
    }

    /** The map that makes an operand which nothing else reads. */
    private Optional<Primitive.Map> producer(Program.Node reader, Value operand) {
        return uses[operand.id()] == 1 && sameExtent(operand, reader.value())
                ? Optional.ofNullable(maps.get(operand.id()))
                : Optional.empty();
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
