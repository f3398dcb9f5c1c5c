package dev.nacre.compiler.parse;

import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The mistakes found in one file, of which only so many are worth showing. */
final class Findings {

    /** The most mistakes that are shown of a file. */
    static final int LIMIT = 50;

    /** A file with so many has no use for a better choice of the first {@link #LIMIT}. */
    private static final int KEPT = 1_000;

    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<Integer> places = new HashSet<>();

    /** Keeps a mistake, unless one was found at the same place before: that one is the reason for this one. */
    void add(Finding finding) {
        if (found.size() < KEPT && places.add(finding.diagnostic().span().start())) {
            found.add(finding.diagnostic());
        }
    }

    void add(DiagnosticCode code, Span span, String message) {
        add(Finding.of(code, span, message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Passes on the first mistakes of the file, the last one saying that there are more. */
    void reportTo(Diagnostics diagnostics) {
        List<Diagnostic> sorted = found.stream()
                .sorted(Comparator.comparingInt(d -> d.span().start()))
                .toList();
        sorted.stream().limit(LIMIT).forEach(diagnostics::report);
        if (sorted.size() > LIMIT) {
            Span next = sorted.get(LIMIT).span();
            String message = "more mistakes follow; only the first " + LIMIT + " of a file are shown";
            diagnostics.report(Finding.of(DiagnosticCode.NN112, next, message).diagnostic());
        }
    }
}
