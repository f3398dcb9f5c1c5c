package dev.nacre.compiler;

import dev.nacre.compiler.emit.SourceSize;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.place.PlacedPlan;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How large a valid model may be: its samples have to fit into Java's arrays, and its Java into javac. */
record SizeLimits(Network network, Set<Target> targets) {

    /** What can be said before a model is planned, which spares the time to plan the largest. */
    Optional<Diagnostic> problem() {
        return problem(SourceSize.of(network, targets));
    }

    /**
     * What is to be said of its plan.
     *
     * @param placed empty when a sample does not fit into an array
     */
    Optional<Diagnostic> problem(Optional<PlacedPlan> placed) {
        return placed.isEmpty()
                ? Optional.of(tooLarge())
                : problem(SourceSize.of(network, placed.get().plan(), targets));
    }

    private Optional<Diagnostic> problem(long size) {
        return size > SourceSize.MOST ? Optional.of(tooLong()) : Optional.empty();
    }

    private Diagnostic tooLarge() {
        return new Diagnostic(
                DiagnosticCode.NN206,
                "the activations of one sample of `" + network.name() + "` do not fit into a Java array",
                network.span(),
                List.of(),
                List.of(),
                Optional.of("make the layers smaller"));
    }

    private Diagnostic tooLong() {
        return new Diagnostic(
                DiagnosticCode.NN264,
                "`" + network.name() + "` would become more than " + SourceSize.MOST / 1_000_000
                        + " MB of Java, which javac cannot be expected to compile",
                network.span(),
                List.of(),
                List.of(),
                Optional.of(
                        "make fewer layers, or layers of fewer different sizes: those that are equal share their loops"));
    }
}
