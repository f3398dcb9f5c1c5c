package dev.nacre.compiler.grad;

import static dev.nacre.compiler.tensor.Scalar.constant;

import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scan;
import dev.nacre.compiler.tensor.ScanEnd;
import dev.nacre.compiler.tensor.ScanGradient;
import dev.nacre.compiler.tensor.ScanTrace;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands the gradients of all that is read of a recurrent cell's trace on to what the trace was made of: one loop backwards for the
 * states and for what the trace ends with, whichever of them results depend on.
 */
final class ScanDerivative {

    private final ProgramBuilder builder;
    private final Adjoints adjoints;
    /** What is read of each trace: its states, and what it ends with. */
    private final Map<Value, List<Node>> readers = new HashMap<>();

    ScanDerivative(Program forward, ProgramBuilder builder, Adjoints adjoints) {
        this.builder = builder;
        this.adjoints = adjoints;
        for (Node node : forward.nodes()) {
            if (node.primitive() instanceof Scan || node.primitive() instanceof ScanEnd) {
                readers.computeIfAbsent(node.primitive().operands().get(0), trace -> new ArrayList<>())
                        .add(node);
            }
        }
    }

    /** What a trace's operands get; its readers have all that they get by now. */
    List<Contribution> of(Node node, ScanTrace scan) {
        List<Node> read = readers.getOrDefault(node.value(), List.of()).stream()
                .filter(reader -> adjoints.of(reader.value()).isPresent())
                .toList();
        return read.isEmpty() ? List.of() : contributions(scan, gradient(scan, read));
    }

    private ScanGradient gradient(ScanTrace scan, List<Node> read) {
        Value trace = builder.keepingTrace(scan);
        Value states = builder.slice(trace, 1, 0, scan.hidden());
        Value arriving = read.stream()
                .filter(reader -> reader.primitive() instanceof Scan)
                .findFirst()
                .map(reader -> adjoints.expanded(reader.value()))
                .orElseGet(() -> builder.map(constant(0), states));
        return new ScanGradient(
                scan.cell(),
                scan.reverse(),
                trace,
                arriving,
                scan.weight(),
                ends(scan, read),
                !scan.start().isEmpty());
    }

    /** The gradients of all that the trace ends with, if there is one of any. */
    private List<Value> ends(ScanTrace scan, List<Node> read) {
        boolean any = read.stream().anyMatch(reader -> reader.primitive() instanceof ScanEnd);
        return any ? builder.ends(scan).stream().map(adjoints::expanded).toList() : List.of();
    }

    private List<Contribution> contributions(ScanTrace scan, ScanGradient gradient) {
        Value all = builder.scanGradient(gradient);
        int gates = gradient.gates();
        Value ofInput = builder.slice(all, 1, 0, gates);
        Value ofState = builder.slice(all, 1, gradient.ofState(), gates);
        Value before = builder.slice(gradient.trace(), 1, ScanTrace.part(scan.hidden()), scan.hidden());
        List<Contribution> contributions = new ArrayList<>();
        contributions.add(new Contribution(scan.gates(), ofInput));
        contributions.add(new Contribution(
                scan.weight(), builder.contract(ofState, List.of(0, 1), before, List.of(0, 2), List.of(1, 2), true)));
        scan.bias()
                .ifPresent(bias -> contributions.add(
                        new Contribution(bias, builder.reshape(builder.sum(ofState, List.of(0), true), bias.shape()))));
        if (!scan.start().isEmpty()) {
            List<Value> starts = builder.ends(all, scan.cell(), scan.hidden());
            for (int part = 0; part < starts.size(); part++) {
                contributions.add(new Contribution(scan.start().get(part), starts.get(part)));
            }
        }
        return contributions;
    }
}
