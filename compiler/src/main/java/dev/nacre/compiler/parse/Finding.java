package dev.nacre.compiler.parse;

import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.Diagnostic.Related;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A mistake while its description is put together. */
record Finding(Diagnostic diagnostic) {

    static Finding of(DiagnosticCode code, Span span, String message) {
        return new Finding(new Diagnostic(code, message, span, List.of(), List.of(), Optional.empty()));
    }

    /** With another place that explains it. */
    Finding with(Span span, String remark) {
        Diagnostic d = diagnostic;
        List<Related> related = new ArrayList<>(d.related());
        related.add(new Related(span, remark));
        return new Finding(new Diagnostic(d.code(), d.message(), d.span(), related, d.notes(), d.help()));
    }

    /** With what to write instead. */
    Finding help(String help) {
        Diagnostic d = diagnostic;
        return new Finding(new Diagnostic(d.code(), d.message(), d.span(), d.related(), d.notes(), Optional.of(help)));
    }
}
