package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Identifier;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Wording;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values that a model's taps have given to its outputs. */
final class OutputValues {

    private final Set<String> outputs;
    private final Map<String, LocalNames.NamedValue> given = new HashMap<>();

    OutputValues(Set<String> outputs) {
        this.outputs = new LinkedHashSet<>(outputs);
    }

    /** Whether the name is an output's; then the value is that output, and it is reported if there is one already. */
    boolean give(Identifier tap, CurrentValue value, Reporter reporter) {
        if (!outputs.contains(tap.text())) {
            return false;
        }
        LocalNames.NamedValue first = given.putIfAbsent(tap.text(), new LocalNames.NamedValue(tap, value));
        if (first != null) {
            Mistake mistake = Mistake.of(
                    DiagnosticCode.NN256,
                    tap.span(),
                    "the output " + Wording.quoted(tap.text()) + " is given a second time");
            boolean samePlace = first.name().span().equals(tap.span());
            reporter.report(
                    samePlace
                            ? mistake.help("give it outside of what is repeated")
                            : mistake.related(first.name().span(), "first here"));
        }
        return true;
    }

    boolean contains(String name) {
        return outputs.contains(name);
    }

    Optional<LocalNames.NamedValue> get(String output) {
        return Optional.ofNullable(given.get(output));
    }
}
