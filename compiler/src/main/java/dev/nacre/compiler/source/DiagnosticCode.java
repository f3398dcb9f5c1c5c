package dev.nacre.compiler.source;

/** The stable codes of all diagnostics: NN1xx for text and syntax, NN2xx for meaning. Each has an entry in docs/errors.md. */
public enum DiagnosticCode {
    // Text and syntax.
    NN101("syntax error"),

    // Layers and shapes.
    NN201("unknown layer"),
    NN202("a layer without branches"),
    NN203("input size does not match"),
    NN204("output does not match its declaration"),
    NN205("input size is not known"),
    NN206("size or shape beyond the limits"),
    NN207("too few dimensions"),

    // Arguments.
    NN210("unknown argument"),
    NN211("argument given twice"),
    NN212("missing argument"),
    NN213("too many positional arguments"),
    NN214("positional argument after a named one"),
    NN215("wrong type"),
    NN216("value out of range"),

    // Expressions.
    NN220("unknown name"),
    NN221("const used before its declaration"),
    NN222("const defined by itself"),
    NN223("number too large"),
    NN224("division by zero"),
    NN225("inexact integer division"),
    NN226("not a function"),

    // Declarations, labels, ports, packages.
    NN230("declared twice"),
    NN231("label used twice"),
    NN232("port name used twice"),
    NN233("not a name for a Java class"),
    NN234("name not allowed"),
    NN235("two models become one class"),
    NN236("not a Java package"),

    // Annotations.
    NN240("unknown annotation"),
    NN241("annotation in the wrong place"),
    NN242("annotation given twice"),

    // What the grammar has and this version does not.
    NN290("not available in this version");

    private final String title;

    DiagnosticCode(String title) {
        this.title = title;
    }

    /** The few words under which docs/errors.md lists the code. */
    public String title() {
        return title;
    }
}
