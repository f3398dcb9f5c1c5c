package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Output;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Checks what every pass relies on: ids are positions, operands come before their use and are the very values that were
 * made, shapes follow from the operands, no node is there twice or in vain, and results are named once.
 */
public final class Verifier {

    private final Program program;
    private final Map<Primitive, Integer> made = new HashMap<>();

    private Verifier(Program program) {
        this.program = program;
    }

    /** Throws {@link IllegalStateException} for a program that breaks an invariant. */
    public static void verify(Program program) {
        new Verifier(program).verify();
    }

    private void verify() {
        for (int id = 0; id < program.nodes().size(); id++) {
            Node node = program.nodes().get(id);
            verify(id, node);
            Integer twin = made.put(node.primitive(), id);
            require(twin == null, node, "is the same as value " + twin);
        }
        Set<String> names = new HashSet<>();
        for (Output output : program.outputs()) {
            verify(output);
            if (!names.add(output.kind() + " " + output.name())) {
                throw new IllegalStateException("there are two results " + output.kind() + " " + output.name());
            }
        }
        BitSet needed = DeadCode.needed(program);
        program.nodes().forEach(node -> require(needed.get(node.value().id()), node, "is needed by no result"));
    }

    private void verify(int id, Node node) {
        Value value = node.value();
        require(value.id() == id, node, "stands at position " + id);
        for (Value operand : node.primitive().operands()) {
            require(operand.id() >= 0 && operand.id() < id, node, "reads value " + operand.id() + " before it is made");
            require(program.node(operand).value().equals(operand), node, "misremembers value " + operand.id());
        }
        Value inferred = inferred(node);
        require(value.equals(inferred), node, "should be " + inferred);
    }

    private static Value inferred(Node node) {
        try {
            return Inference.infer(
                    node.value().id(), node.primitive(), node.value().shape());
        } catch (IllegalStateException e) {
            throw new IllegalStateException(describe(node) + ": " + e.getMessage(), e);
        }
    }

    private void verify(Output output) {
        Value value = output.value();
        boolean made = value.id() >= 0
                && value.id() < program.nodes().size()
                && program.node(value).value().equals(value);
        if (!made) {
            throw new IllegalStateException("result " + output.name() + " is no value of the program: " + value);
        }
        Node node = program.node(value);
        boolean perModel = output.kind() == Output.Kind.PARAMETER_GRADIENT || output.kind() == Output.Kind.UPDATE;
        require(value.batched() != perModel, node, "has the wrong batch for result " + output.name());
        if (output.kind() != Output.Kind.RESULT) {
            verifyShape(output);
        }
    }

    /** A gradient has the shape of what it is the gradient of, and what a buffer becomes that of the buffer. */
    private void verifyShape(Output output) {
        Integer source = made.get(
                output.kind() == Output.Kind.INPUT_GRADIENT
                        ? new Primitive.Input(output.name(), false)
                        : new Primitive.Parameter(output.name()));
        if (source != null) {
            Node node = program.nodes().get(source);
            boolean fits = node.value().shape().equals(output.value().shape());
            require(
                    fits,
                    node,
                    (output.kind() == Output.Kind.UPDATE ? "has an update of shape " : "has a gradient of shape ")
                            + output.value().shape());
        }
    }

    private static void require(boolean condition, Node node, String problem) {
        if (!condition) {
            throw new IllegalStateException(describe(node) + " " + problem);
        }
    }

    private static String describe(Node node) {
        return node.origin().layer() + " (" + node.origin().span().provenance() + "): value "
                + node.value().id() + " " + node.value().shape();
    }
}
