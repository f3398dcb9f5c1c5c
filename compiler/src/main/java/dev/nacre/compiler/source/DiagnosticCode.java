package dev.nacre.compiler.source;

/**
 * The stable codes of all diagnostics: NN1xx for text and syntax, NN2xx for meaning, NN3xx for what no
 * file is to blame for. Each has an entry in docs/errors.md.
 */
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

    // Layers and shapes.
    NN201("unknown layer"),
    NN202("a layer without branches"),
    NN203("input size does not match"),
    NN204("output does not match its declaration"),
    NN205("input size is not known"),
    NN206("size or shape beyond the limits"),
    NN207("wrong number of dimensions"),
    NN208("wrong number of bodies"),
    NN209("values that do not fit together"),

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
    NN243("not a parameter of the layer"),
    NN244("no parameters to initialise"),
    NN245("not an initialiser"),
    NN246("initialiser for more dimensions"),

    // Values, labels and outputs.
    NN250("unknown value"),
    NN251("value named twice"),
    NN252("wrong number of values"),
    NN253("unknown label"),
    NN254("layer cannot be used again"),
    NN255("output without a value"),
    NN256("output given twice"),
    NN257("needed by no output"),
    NN258("integers and floats confused"),

    // Templates.
    NN260("block uses itself"),
    NN261("bodies too deep"),
    NN262("too many layers"),
    NN263("parameter names too long"),
    NN264("too much Java"),
    NN265("wrong length"),
    NN266("no layer for a length"),
    NN267("no stream"),

    // Imports.
    NN270("no such file"),
    NN271("not a path for an import"),
    NN272("files import each other"),
    NN273("imported name is taken"),

    // The compiler itself.
    NN301("defect of the compiler"),
    NN302("too little memory");

    private final String title;

    DiagnosticCode(String title) {
        this.title = title;
    }

    /** Whether it is not about a mistake in a file. */
    public boolean isFailure() {
        return this == NN301 || this == NN302;
    }

    /** The few words under which docs/errors.md lists the code. */
    public String title() {
        return title;
    }
}
