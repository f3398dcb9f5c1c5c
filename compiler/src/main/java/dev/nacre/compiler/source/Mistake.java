package dev.nacre.compiler.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A diagnostic that is being put together: the three parts that each has, and then whatever helps the reader. */
public record Mistake(Diagnostic diagnostic) {

    public static Mistake of(DiagnosticCode code, Span span, String message) {
        return new Mistake(new Diagnostic(code, message, span, List.of(), List.of(), Optional.empty()));
    }

    public Mistake related(Span span, String remark) {
        return with(append(diagnostic.related(), new Diagnostic.Related(span, remark)), diagnostic.notes());
    }

    public Mistake note(String note) {
        return with(diagnostic.related(), append(diagnostic.notes(), note));
    }

    public Mistake help(String help) {
        return help(Optional.of(help));
    }

    public Mistake help(Optional<String> help) {
        Diagnostic d = diagnostic;
        return new Mistake(new Diagnostic(d.code(), d.message(), d.span(), d.related(), d.notes(), help));
    }

    private Mistake with(List<Diagnostic.Related> related, List<String> notes) {
        Diagnostic d = diagnostic;
        return new Mistake(new Diagnostic(d.code(), d.message(), d.span(), related, notes, d.help()));
    }

    private static <T> List<T> append(List<T> list, T last) {
        List<T> all = new ArrayList<>(list);
        all.add(last);
        return all;
    }
}
