package dev.nacre.compiler.check;

import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.Span;

/** Passes mistakes on and counts them, so that a part of the check can tell whether it went without any. */
final class Reporter {

    private final Diagnostics diagnostics;
    private int count;

    Reporter(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void report(Mistake mistake) {
        count++;
        diagnostics.report(mistake.diagnostic());
    }

    void report(DiagnosticCode code, Span span, String message) {
        report(Mistake.of(code, span, message));
    }

    /** How many mistakes there have been so far. */
    int count() {
        return count;
    }
}
