package dev.nacre.compiler.check;

import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;

/** Reports what the grammar has and this version of the language does not: always the same code, always a way round. */
final class NotAvailable {

    private NotAvailable() {}

    /** Reports that something {@code is} or {@code are} missing: {@code imports are}. */
    static void report(Reporter reporter, Span span, String subject, String help) {
        reporter.report(
                Mistake.of(DiagnosticCode.NN290, span, subject + " not available in this version of the language")
                        .help(help));
    }
}
