package dev.nacre.compiler.source;

/** The stable codes of all diagnostics: NN1xx for text and syntax, NN2xx for meaning. Each has an entry in docs/errors.md. */
public enum DiagnosticCode {
    // Text and syntax.
    NN101("text cannot be decoded"),
    NN102("file too large"),
    NN103("unexpected character"),
    NN104("string never closed"),
    NN105("unknown escape in a string"),
    NN106("comment never closed"),
    NN107("malformed number"),
    NN108("malformed name"),
    NN109("name or number too long"),
    NN110("nested too deeply"),
    NN111("expression too long"),
    NN112("too many errors"),
    NN120("bracket never closed"),
    NN121("bracket closes nothing"),
    NN122("brackets do not match"),
    NN123("wrong kind of bracket"),
    NN130("name missing"),
    NN131("reserved word used as a name"),
    NN132("body missing"),
    NN133("text outside of declarations"),
    NN134("declaration in the wrong place"),
    NN135("malformed package or import"),
    NN136("malformed const"),
    NN137("malformed signature"),
    NN140("missing `;`"),
    NN141("wrong separator"),
    NN142("nothing between separators"),
    NN143("malformed tap"),
    NN144("malformed label"),
    NN145("malformed layer"),
    NN150("value missing"),
    NN151("missing `,`"),
    NN152("`=` and `:` confused"),
    NN153("malformed argument or parameter"),
    NN154("unknown operator"),
    NN155("malformed annotation"),
    NN199("unexpected text"),

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
