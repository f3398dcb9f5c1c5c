package dev.nacre.compiler.check;

import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.Span;
import java.util.HashMap;
import java.util.Map;

/**
 * Passes mistakes on, up to a limit for each file, and counts them all, so that a part of the check can tell whether it
 * went without any.
 */
final class Reporter {

    /** Enough to work on; a file with more was probably never meant to be one. */
    private static final int LIMIT = 50;

    private final Diagnostics diagnostics;
    private final Map<SourceFile, Integer> counts = new HashMap<>();
    private int count;

    Reporter(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void report(Mistake mistake) {
        count++;
        Span span = mistake.diagnostic().span();
        int ofFile = counts.merge(span.file(), 1, Integer::sum);
        if (ofFile <= LIMIT) {
            diagnostics.report(mistake.diagnostic());
        } else if (ofFile == LIMIT + 1) {
            String message = "more mistakes follow; only the first " + LIMIT + " of a file are shown";
            diagnostics.report(Mistake.of(DiagnosticCode.NN112, span, message).diagnostic());
        }
    }

    void report(DiagnosticCode code, Span span, String message) {
        report(Mistake.of(code, span, message));
    }

    /** Whether more mistakes of the file are not shown, so that hints about them need not be sought. */
    boolean isFull(SourceFile file) {
        return counts.getOrDefault(file, 0) >= LIMIT;
    }

    /** How many mistakes there have been so far. */
    int count() {
        return count;
    }
}
