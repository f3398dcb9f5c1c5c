package dev.nacre.compiler.tensor;

import dev.nacre.compiler.source.Span;
import java.util.List;

/**
 * A tensor program in SSA form: node {@code i} makes the value with id {@code i} from values with smaller ids.
 *
 * @param outputs the named results; nothing else has to be computed
 */
public record Program(List<Node> nodes, List<Output> outputs) {

    public Program {
        nodes = List.copyOf(nodes);
        outputs = List.copyOf(outputs);
    }

    /** The node that makes a value. */
    public Node node(Value value) {
        return nodes.get(value.id());
    }

    /** A primitive applied: what it makes, and the layer that it is part of. */
    public record Node(Value value, Primitive primitive, Origin origin) {}

    /** Where a node comes from: the layer's name for people, and its place in the source. */
    public record Origin(String layer, Span span) {}

    /**
     * A named result: an output port, {@code grad PARAMETER}, {@code grad_input PORT}, or {@code update BUFFER}, told apart by
     * {@code kind}.
     */
    public record Output(Kind kind, String name, Value value) {

        /** What the result is. */
        public enum Kind {
            /** An output port. */
            RESULT,
            /** The gradient of the parameter of that name; same shape, not batched. */
            PARAMETER_GRADIENT,
            /** The gradient of the input port of that name; batched. */
            INPUT_GRADIENT,
            /** What the buffer of that name holds after this batch; same shape, not batched. */
            UPDATE
        }
    }
}
