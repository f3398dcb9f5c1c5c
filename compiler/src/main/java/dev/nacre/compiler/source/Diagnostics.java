package dev.nacre.compiler.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects the mistakes found in a compilation, so that one run reports all of them. */
public final class Diagnostics {

    private final List<Diagnostic> reported = new ArrayList<>();

    /** Adds one; the order of calls does not matter. */
    public void report(Diagnostic diagnostic) {
        reported.add(diagnostic);
    }

    public boolean isEmpty() {
        return reported.isEmpty();
    }

    /** All of them, by file and place. */
    public List<Diagnostic> sorted() {
        return reported.stream()
                .sorted(Comparator.comparing((Diagnostic d) -> d.span().file().path())
                        .thenComparing(d -> d.span().start())
                        .thenComparing(Diagnostic::code))
                .toList();
    }
}
