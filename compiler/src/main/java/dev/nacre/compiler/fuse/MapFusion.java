package dev.nacre.compiler.fuse;

import dev.nacre.compiler.tensor.Contract;
import dev.nacre.compiler.tensor.Fold;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Merges an elementwise map into the only map that reads it, where both have the same shape. */
final class MapFusion {

    /** Bodies are trees, which grow by multiplication where an operand is read twice. */
    private static final int MOST_OPERATIONS = 200;

    /** The most arrays that a loop reads: each takes a register for its address. */
    private static final int MOST_OPERANDS = 8;

    /** Keeps methods far below the size that compilers accept. */
    private static final int MOST_FUNCTIONS = 4;

    private final int[] uses;
    private final Map<Integer, Primitive.Map> maps = new HashMap<>();
    private final BitSet products = new BitSet();
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
                products.set(node.value().id(), node.value().batched() && isProduct(program, node.primitive()));
                nodes.add(node);
            }
        }
        return new Fused(new Program(nodes, program.outputs()), origins);
    }

    /** A sum of products, or one that is folded back from windows. */
    private static boolean isProduct(Program program, Primitive primitive) {
        return primitive instanceof Contract
                || (primitive instanceof Fold fold
                        && program.node(fold.operand()).primitive() instanceof Contract);
    }

    private Primitive.Map absorb(Program.Node node, Primitive.Map map) {
        Growth growth = new Growth(map.body());
        int product = lastWithProduct(node.value(), map);
        List<Value> operands = new ArrayList<>();
        List<Scalar> replacements = new ArrayList<>();
        List<Program.Origin> from = new ArrayList<>();
        for (int i = 0; i < map.operands().size(); i++) {
            Value operand = map.operands().get(i);
            Primitive.Map producer = maps.get(operand.id());
            int others = operands.size() + map.operands().size() - (i + 1);
            if (producer == null
                    || !Scalars.reads(map.body(), i)
                    || !isOnlyFor(operand, node.value())
                    || (readsProduct(producer) && i != product)
                    || others + producer.operands().size() > MOST_OPERANDS
                    || !growth.allows(i, producer.body())) {
                replacements.add(new Scalar.Arg(indexOf(operand, operands)));
            } else {
                List<Scalar> inner = producer.operands().stream()
                        .<Scalar>map(v -> new Scalar.Arg(indexOf(v, operands)))
                        .toList();
                replacements.add(Scalars.substitute(producer.body(), inner));
                from.addAll(origins.getOrDefault(operand.id(), List.of()));
            }
        }
        from.add(node.origin());
        origins.put(node.value().id(), List.copyOf(from));
        return new Primitive.Map(operands, Scalars.substitute(map.body(), replacements));
    }

    /**
     * The last operand that nothing else reads and that is a product, or a map that reads one. A map is computed together
     * with one product, whose sums start from the bias that it adds; the sums of others start from theirs in loops of their
     * own. So whatever merges, in prediction or in training, the bits are the same.
     */
    private int lastWithProduct(Value reader, Primitive.Map map) {
        for (int i = map.operands().size() - 1; i >= 0; i--) {
            Value operand = map.operands().get(i);
            Primitive.Map producer = maps.get(operand.id());
            boolean reads = products.get(operand.id()) || (producer != null && readsProduct(producer));
            if (reads && Scalars.reads(map.body(), i) && isOnlyFor(operand, reader)) {
                return i;
            }
        }
        return -1;
    }

    private boolean readsProduct(Primitive.Map map) {
        return Uses.read(map).stream().anyMatch(operand -> products.get(operand.id()));
    }

    /** How large a body becomes. */
    private static final class Growth {

        private final Scalar body;
        private int size;
        private int functions;

        Growth(Scalar body) {
            this.body = body;
            this.size = Scalars.size(body);
            this.functions = Scalars.functions(body).size();
        }

        /** Whether another body may take the place of an argument; if so, counts it. */
        boolean allows(int argument, Scalar other) {
            int grown = size + Scalars.occurrences(body, argument) * Scalars.size(other);
            int more = functions + Scalars.functions(other).size();
            if (grown > MOST_OPERATIONS || more > MOST_FUNCTIONS) {
                return false;
            }
            size = grown;
            functions = more;
            return true;
        }
    }

    private boolean isOnlyFor(Value operand, Value reader) {
        return uses[operand.id()] == 1
                && operand.shape().equals(reader.shape())
                && operand.batched() == reader.batched();
    }

    private static int indexOf(Value value, List<Value> operands) {
        int index = operands.indexOf(value);
        if (index < 0) {
            operands.add(value);
            index = operands.size() - 1;
        }
        return index;
    }
}
