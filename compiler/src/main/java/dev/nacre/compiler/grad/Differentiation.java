package dev.nacre.compiler.grad;

import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.source.CompilerDefect;
import dev.nacre.compiler.tensor.Detachment;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Output;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.ScanTrace;
import dev.nacre.compiler.tensor.Value;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reverse-mode differentiation: appends to a forward program the gradient of every parameter and input port that is not
 * detached, given the gradients that arrive at its results. The detachments themselves are gone afterwards.
 */
public final class Differentiation {

    private final Program forward;
    private final ProgramBuilder builder;
    private final Adjoints adjoints;
    private final ScanDerivative scans;
    private final Set<Value> detached;
    private final Lengths lengths;

    private Differentiation(Program forward, Lengths lengths) {
        this.forward = forward;
        this.lengths = lengths;
        this.builder = ProgramBuilder.continuing(forward, forward.nodes().get(0).origin());
        this.adjoints = new Adjoints(builder);
        this.scans = new ScanDerivative(forward, builder, adjoints);
        this.detached = forward.nodes().stream()
                .filter(node -> node.primitive() instanceof Primitive.Detach)
                .flatMap(node -> node.primitive().operands().stream())
                .collect(Collectors.toSet());
    }

    /** {@code forward} with its results and what its buffers become, then the gradients of its parameters and inputs in order of their nodes. */
    public static Program differentiate(Program forward, Lengths lengths) {
        return forward.nodes().isEmpty() ? forward : new Differentiation(forward, lengths).differentiate();
    }

    /** The same of a program all of whose sizes are numbers. */
    public static Program differentiate(Program forward) {
        return differentiate(forward, Lengths.NONE);
    }

    private Program differentiate() {
        forward.outputs().stream()
                .filter(output -> output.kind() == Output.Kind.RESULT)
                .forEach(this::seed);
        forward.outputs().stream()
                .filter(output -> output.kind() != Output.Kind.RESULT)
                .forEach(update -> builder.output(update.kind(), update.name(), update.value()));
        for (int id = forward.nodes().size() - 1; id >= 0; id--) {
            at(forward.nodes().get(id), this::propagate);
        }
        forward.nodes().forEach(node -> at(node, this::answer));
        return Detachment.remove(builder.build());
    }

    private static void at(Node node, Consumer<Node> work) {
        CompilerDefect.at(node.origin().layer(), node.origin().span(), () -> {
            work.accept(node);
            return node;
        });
    }

    private void seed(Output output) {
        builder.at(forward.node(output.value()).origin());
        Value arriving = builder.input(output.name(), true, output.value().shape());
        adjoints.add(new Contribution(output.value(), arriving));
        builder.output(output.kind(), output.name(), output.value());
    }

    private void propagate(Node node) {
        builder.at(node.origin());
        if (node.primitive() instanceof ScanTrace scan) {
            scans.of(node, scan).forEach(adjoints::add);
        }
        for (Value gradient : adjoints.summands(node.value())) {
            PrimitiveGradient rule = new PrimitiveGradient(builder, lengths, node.value(), gradient);
            node.primitive().match(rule).forEach(adjoints::add);
        }
    }

    private void answer(Node node) {
        builder.at(node.origin());
        if (node.primitive() instanceof Primitive.Parameter parameter) {
            answer(Output.Kind.PARAMETER_GRADIENT, parameter.name(), node.value());
        } else if (node.primitive() instanceof Primitive.Input input) {
            answer(Output.Kind.INPUT_GRADIENT, input.port(), node.value());
        }
    }

    private void answer(Output.Kind kind, String name, Value value) {
        boolean wanted = adjoints.of(value).isPresent() || !detached.contains(value);
        if (wanted) {
            builder.output(kind, name, adjoints.expanded(value));
        }
    }
}
