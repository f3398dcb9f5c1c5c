package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.parse.TokenTree.Group;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;

/** The mistakes within one item of a chain. */
final class ItemDiagnosis {

    private final Findings findings;
    private final NameDiagnosis names;
    private final ExprDiagnosis exprs;
    private final ChainDiagnosis chains;

    ItemDiagnosis(Findings findings, ExprDiagnosis exprs, ChainDiagnosis chains) {
        this.findings = findings;
        this.names = new NameDiagnosis(findings);
        this.exprs = exprs;
        this.chains = chains;
    }

    /** Whether an item may begin at the cursor. */
    static boolean begins(Cursor cursor) {
        return cursor.isNameOfLayer()
                || cursor.is("from")
                || cursor.is("use")
                || cursor.is("@")
                || (cursor.is(Kind.WORD) && cursor.is(1, ":"));
    }

    /** An item that begins at the cursor; false when the rest up to the next {@code ;} is best left alone. */
    boolean item(Cursor cursor) {
        while (cursor.is("@")) {
            if (!annotation(cursor)) {
                return false;
            }
        }
        if (cursor.atEnd() || cursor.is(";")) {
            findings.add(DiagnosticCode.NN155, cursor.previous(), "no layer follows this annotation");
            return true;
        }
        return !isDeclaration(cursor) && labels(cursor) && body(cursor) && tap(cursor) && noAnnotation(cursor);
    }

    /** {@code @name(arguments)}. */
    boolean annotation(Cursor cursor) {
        cursor.next();
        boolean isMissing = isDeclarationKeyword(cursor) && cursor.is(1, Kind.NAME);
        if (isMissing || !names.qualified(cursor, "after `@`")) {
            if (isMissing) {
                findings.add(DiagnosticCode.NN130, cursor.gap(), "a name is missing after `@`");
            }
            return isMissing;
        }
        if (cursor.isGroup("(")) {
            exprs.arguments(cursor.nextGroup());
        }
        return true;
    }

    private static boolean isDeclarationKeyword(Cursor cursor) {
        return cursor.isOneOf("model", "block", "const");
    }

    private boolean isDeclaration(Cursor cursor) {
        boolean found = (isDeclarationKeyword(cursor) && (cursor.is(1, Kind.NAME) || cursor.is(1, Kind.WORD)))
                || (cursor.is("import") && cursor.is(1, Kind.STRING))
                || (cursor.is("package") && cursor.is(1, Kind.NAME));
        if (found) {
            findings.add(DiagnosticCode.NN134, cursor.here(), shown(cursor) + " cannot stand inside a body");
            while (!cursor.atEnd() && !cursor.is(";") && !cursor.isGroup("<")) {
                cursor.next();
            }
            if (cursor.isGroup("<")) {
                chains.branches(cursor.nextGroup());
            }
        }
        return found;
    }

    /** The optional {@code label:}, which people also write with {@code =}, quoted, or twice. */
    private boolean labels(Cursor cursor) {
        int count = 0;
        int position = cursor.position();
        while (isLabel(cursor)) {
            Lexeme label = cursor.nextLexeme();
            label(label, cursor);
            if (++count == 2) {
                findings.add(DiagnosticCode.NN144, label.span(), "a layer has only one label");
            }
        }
        if (count > 0 && (cursor.atEnd() || cursor.is(";"))) {
            cursor.back(position);
            Lexeme label = cursor.nextLexeme();
            findings.add(
                    DiagnosticCode.NN144, label.span(), "no layer follows the label " + Excerpt.quoted(label.text()));
            cursor.skipTo(";");
            return false;
        }
        return !isAssigned(cursor);
    }

    private static boolean isLabel(Cursor cursor) {
        boolean mayLabel =
                cursor.is(Kind.NAME) || cursor.is(Kind.WORD) || cursor.is(Kind.STRING) || cursor.is(Kind.NUMBER);
        return mayLabel && (cursor.is(1, ":") || cursor.is(1, "="));
    }

    private void label(Lexeme label, Cursor cursor) {
        Span sign = cursor.here();
        if (cursor.next().first().is("=")) {
            findings.add(Finding.of(DiagnosticCode.NN152, sign, "a label is followed by `:`, not `=`")
                    .help("write " + Excerpt.quoted(label.text() + ": ...")));
        } else if (label.kind() == Kind.STRING) {
            findings.add(DiagnosticCode.NN144, label.span(), "a label is written without quotes");
        } else if (label.kind() == Kind.NUMBER) {
            findings.add(Finding.of(DiagnosticCode.NN144, label.span(), "a label is a name, not a number")
                    .help("a label begins with a letter or `_`"));
        } else if (!label.isNameOfLayer()) {
            names.reserved(label);
        }
    }

    /** {@code self.fc1 = …}: no label has dots. */
    private boolean isAssigned(Cursor cursor) {
        int position = cursor.position();
        while (cursor.is(Kind.NAME) && cursor.is(1, ".")) {
            cursor.next();
            cursor.next();
        }
        boolean found = cursor.position() > position && cursor.is(Kind.NAME) && cursor.is(1, "=");
        if (found) {
            Lexeme label = cursor.nextLexeme();
            findings.add(Finding.of(DiagnosticCode.NN152, cursor.here(), "a label is followed by `:`, not `=`")
                    .help("write " + Excerpt.quoted(label.text() + ": ...")));
        }
        cursor.back(position);
        return found;
    }

    private boolean body(Cursor cursor) {
        if (cursor.accept("from")) {
            return names.oneOrMore(cursor, "from");
        } else if (cursor.accept("use")) {
            return names.qualified(cursor, "after `use`") && noArguments(cursor);
        } else if (cursor.isNameOfLayer()) {
            return names.qualified(cursor, "a layer") && arguments(cursor) && branches(cursor);
        }
        return notALayer(cursor);
    }

    private boolean noArguments(Cursor cursor) {
        if (cursor.isGroup("(") || cursor.isGroup("<")) {
            findings.add(
                    DiagnosticCode.NN145,
                    cursor.here(),
                    "a layer that is used again takes nothing more: remove what follows");
            cursor.next();
        }
        return true;
    }

    private boolean arguments(Cursor cursor) {
        Span name = cursor.previous();
        if (cursor.isGroup("(")) {
            exprs.arguments(cursor.nextGroup());
        } else if (cursor.isGroup("[")) {
            findings.add(argumentsOf(name, cursor.here(), DiagnosticCode.NN123));
            cursor.next();
        } else if (cursor.is(Kind.NUMBER) || cursor.is(Kind.STRING)) {
            bareArguments(name, cursor);
        }
        if (cursor.isGroup("(")) {
            findings.add(DiagnosticCode.NN145, cursor.here(), "a layer has its arguments in one pair of parentheses");
            cursor.next();
        }
        return true;
    }

    /** {@code linear 3, 16}. */
    private void bareArguments(Span name, Cursor cursor) {
        if (isUpToCloser(cursor)) {
            noOpener(name, cursor);
            return;
        }
        Span first = cursor.next().span();
        while (cursor.is(",") && (cursor.is(1, Kind.NUMBER) || cursor.is(1, Kind.STRING))) {
            cursor.next();
            cursor.next();
        }
        Span all = first.to(cursor.previous());
        Finding finding = argumentsOf(name, all, DiagnosticCode.NN145);
        String instead = name.text() + "(" + all.text() + ")";
        findings.add(Excerpt.isShort(instead) ? finding.help("write `" + instead + "`") : finding);
    }

    /** {@code linear 3, 16)}. */
    private static boolean isUpToCloser(Cursor cursor) {
        int position = cursor.position();
        cursor.skipTo(")", ";");
        boolean found = cursor.is(")");
        cursor.back(position);
        return found;
    }

    private void noOpener(Span name, Cursor cursor) {
        Span place = cursor.gap();
        cursor.skipTo(")");
        findings.add(Finding.of(DiagnosticCode.NN121, cursor.next().span(), "this `)` closes nothing")
                .with(place, "a `(` is missing after " + Excerpt.quoted(name.text())));
    }

    private static Finding argumentsOf(Span name, Span span, DiagnosticCode code) {
        return Finding.of(code, span, "the arguments of " + Excerpt.quoted(name.text()) + " go between `(` and `)`");
    }

    private boolean branches(Cursor cursor) {
        if (cursor.isGroup("{")) {
            findings.add(Finding.of(DiagnosticCode.NN123, cursor.here(), "layers inside a layer go between `<` and `>`")
                    .help("write `<` and `>` instead of `{` and `}`"));
            chains.branches(cursor.nextGroup());
        } else if (cursor.isGroup("<")) {
            chains.branches(cursor.nextGroup());
        }
        return true;
    }

    private boolean notALayer(Cursor cursor) {
        if (NameDiagnosis.isBad(cursor)) {
            return false;
        } else if (cursor.is(Kind.NUMBER) || cursor.is(Kind.STRING)) {
            findings.add(DiagnosticCode.NN145, cursor.here(), shown(cursor) + " is not a layer");
        } else if (cursor.is("->")) {
            findings.add(DiagnosticCode.NN143, cursor.here(), "no layer stands before `->`, whose value it could name");
        } else if (cursor.is(Kind.WORD)) {
            names.reserved(cursor.first());
        } else if (cursor.is(",")) {
            findings.add(DiagnosticCode.NN142, cursor.here(), "a layer is missing before this `,`");
        } else if (cursor.peek() instanceof Group group) {
            if (group.isClosed()) {
                bareGroup(group);
            }
            return false;
        } else {
            return chains.unexpected(cursor);
        }
        cursor.next();
        return false;
    }

    private void bareGroup(Group group) {
        Span open = group.open().span();
        switch (group.open().text()) {
            case "<" ->
                findings.add(Finding.of(DiagnosticCode.NN145, open, "a layer's name is missing before this `<`")
                        .help("`chain < ... >` groups layers"));
            case "(" ->
                findings.add(Finding.of(DiagnosticCode.NN123, open, "layers are not grouped by parentheses")
                        .help("`chain < ... >` groups layers"));
            default ->
                findings.add(
                        DiagnosticCode.NN123, open, "a chain of layers contains no " + Excerpt.quoted(open.text()));
        }
    }

    private boolean tap(Cursor cursor) {
        if (!cursor.is("->")) {
            return true;
        }
        cursor.next();
        if (!names.oneOrMore(cursor, "->")) {
            return false;
        }
        if (cursor.is("->") || cursor.isGroup("(") || cursor.isGroup("<")) {
            String name = Excerpt.quoted(cursor.previous().text());
            findings.add(Finding.of(
                            DiagnosticCode.NN143,
                            cursor.here(),
                            "`->` gives the value a name, here " + name + "; a `;` comes next")
                    .help("layers follow each other with `;`, not with `->`"));
            return false;
        }
        return true;
    }

    /** {@code linear(3) @frozen;}: the annotation of no item that follows. */
    private boolean noAnnotation(Cursor cursor) {
        int position = cursor.position();
        Span at = cursor.here();
        if (!cursor.is("@") || !cursor.is(1, Kind.NAME)) {
            return true;
        }
        cursor.next();
        cursor.next();
        if (cursor.isGroup("(")) {
            cursor.next();
        }
        if (cursor.atEnd() || cursor.is(";")) {
            findings.add(
                    Finding.of(DiagnosticCode.NN155, at.to(cursor.previous()), "an annotation stands before its layer")
                            .help("move it to where the layer begins, before the label"));
            return true;
        }
        cursor.back(position);
        return true;
    }

    /** Says why what follows a whole item does not belong there. */
    void unexpectedAfter(Cursor cursor) {
        if (cursor.isOneOf("+", "-", "*", "/", "%")) {
            findings.add(
                    Finding.of(DiagnosticCode.NN154, cursor.here(), "layers have no operator " + shown(cursor))
                            .help(
                                    "`sum < a | b >` adds branches, `mul < a | b >` multiplies them, `residual < f >` adds the input"));
        } else if (cursor.is(Kind.NUMBER) || cursor.is(Kind.STRING)) {
            findings.add(DiagnosticCode.NN145, cursor.here(), "unexpected " + shown(cursor) + " after a layer");
        } else if (cursor.is(Kind.WORD)) {
            findings.add(
                    DiagnosticCode.NN131, cursor.here(), shown(cursor) + " is a reserved word and cannot be a layer");
        } else if (cursor.isGroup("{") || cursor.isGroup("[")) {
            findings.add(DiagnosticCode.NN123, cursor.here(), "unexpected " + shown(cursor) + " after a layer");
        } else {
            chains.unexpected(cursor);
        }
    }

    private static String shown(Cursor cursor) {
        return NameDiagnosis.shown(cursor);
    }
}
