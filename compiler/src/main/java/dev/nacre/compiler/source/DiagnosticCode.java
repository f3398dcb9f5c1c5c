package dev.nacre.compiler.source;

/** The stable codes of all diagnostics: NN1xx for text and syntax, NN2xx for meaning. Each has an entry in docs/errors.md. */
public enum DiagnosticCode {
    // Text and syntax.
    NN101("syntax error"),

    // Names, values, shapes.
    NN203("input size does not match");

    private final String title;

    DiagnosticCode(String title) {
        this.title = title;
    }

    /** The few words under which docs/errors.md lists the code. */
    public String title() {
        return title;
    }
}
