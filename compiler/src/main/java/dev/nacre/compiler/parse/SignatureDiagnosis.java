package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.parse.TokenTree.Group;
import dev.nacre.compiler.source.DiagnosticCode;

/** The mistakes between a model's name and its body. */
final class SignatureDiagnosis {

    private final Findings findings;
    private final NameDiagnosis names;
    private final ExprDiagnosis exprs;
    private final ShapeDiagnosis shapes;

    SignatureDiagnosis(Findings findings, ExprDiagnosis exprs) {
        this.findings = findings;
        this.names = new NameDiagnosis(findings);
        this.exprs = exprs;
        this.shapes = new ShapeDiagnosis(findings, exprs);
    }

    /** The optional inputs and outputs; false when the cursor is not where the body belongs. */
    boolean signature(Cursor cursor) {
        if (cursor.isGroup("(")) {
            inputs(cursor.nextGroup());
        } else if (cursor.isGroup("[")) {
            findings.add(Finding.of(DiagnosticCode.NN137, cursor.here(), "a model's inputs go between `(` and `)`")
                    .help("give the input a name, as in `(x: [3])`"));
            cursor.next();
        } else if (cursor.is("->")) {
            findings.add(Finding.of(DiagnosticCode.NN137, cursor.here(), "the inputs are missing before `->`")
                    .help("a signature looks like `(x: [3]) -> [1]`"));
        }
        return !cursor.accept("->") || outputs(cursor);
    }

    private void inputs(Group group) {
        if (group.children().isEmpty() && group.isClosed()) {
            findings.add(Finding.of(DiagnosticCode.NN137, group.span(), "there is no input between `(` and `)`")
                    .help("name the inputs, as in `(x: [3])`, or leave the parentheses out"));
        }
        exprs.elements(group, this::port, false);
    }

    private boolean outputs(Cursor cursor) {
        if (cursor.isGroup("(")) {
            Group group = cursor.nextGroup();
            if (group.children().isEmpty() && group.isClosed()) {
                findings.add(DiagnosticCode.NN137, group.span(), "there is no output between `(` and `)`");
            }
            exprs.elements(group, this::port, false);
            return true;
        } else if (cursor.is(Kind.NAME) && cursor.is(1, ":")) {
            Lexeme name = cursor.nextLexeme();
            cursor.next();
            boolean isType = type(cursor);
            findings.add(Finding.of(DiagnosticCode.NN137, name.span(), "named outputs go between `(` and `)`")
                    .help("write `-> (" + Excerpt.shortened(name.text()) + ": ...)`"));
            return isType;
        } else if (cursor.atEnd() || cursor.isGroup("<")) {
            findings.add(DiagnosticCode.NN137, cursor.gap(), "the outputs are missing after `->`");
            return true;
        }
        return type(cursor);
    }

    private boolean port(Cursor cursor) {
        if (cursor.isGroup("[") || cursor.is("float") || cursor.is("int")) {
            findings.add(Finding.of(DiagnosticCode.NN137, cursor.here(), "a name and `:` are missing before this type")
                    .help("an input or output looks like `x: [3]`"));
            return type(cursor);
        }
        return names.plain(cursor, "an input or output") && colon(cursor) && type(cursor);
    }

    private boolean colon(Cursor cursor) {
        if (cursor.accept(":")) {
            return true;
        } else if (cursor.is("=")) {
            findings.add(
                    Finding.of(DiagnosticCode.NN152, cursor.here(), "a name is followed by `:` and its shape, not `=`")
                            .help("an input or output looks like `x: [3]`"));
            cursor.next();
            return true;
        } else if (NameDiagnosis.isBad(cursor)) {
            return false;
        }
        String name = Excerpt.quoted(cursor.previous().text());
        findings.add(Finding.of(DiagnosticCode.NN137, cursor.gap(), "missing `:` and a shape after " + name)
                .help("an input or output looks like `x: [3]`"));
        return cursor.isGroup("[");
    }

    private boolean type(Cursor cursor) {
        if (cursor.accept("float") || cursor.accept("int")) {
            if (cursor.isGroup("[")) {
                shapes.shape(cursor.nextGroup());
            } else if (cursor.isGroup("(")) {
                shapeInstead(cursor.nextGroup());
            }
            return !isBareLength(cursor) || bareLength(cursor);
        } else if (cursor.isGroup("[")) {
            shapes.shape(cursor.nextGroup());
            return true;
        } else if (cursor.isGroup("(")) {
            shapeInstead(cursor.nextGroup());
            return true;
        } else if (isBareLength(cursor)) {
            return bareLength(cursor);
        } else if (cursor.is(Kind.NAME) && (cursor.isGroup(1, "[") || !cursor.is(1, Kind.NAME))) {
            return unknownType(cursor);
        }
        return notAType(cursor);
    }

    private boolean unknownType(Cursor cursor) {
        Lexeme name = cursor.nextLexeme();
        if (cursor.isGroup("[")) {
            cursor.next();
        }
        findings.add(
                Finding.of(DiagnosticCode.NN137, name.span(), Excerpt.quoted(name.text()) + " is not an element type")
                        .help("the element types are `float` and `int`; a shape looks like `[1, 28, 28]`"));
        return true;
    }

    private void shapeInstead(Group group) {
        findings.add(Finding.of(DiagnosticCode.NN123, group.open().span(), "a shape goes between `[` and `]`")
                .help("a shape looks like `[1, 28, 28]`"));
    }

    /** {@code T <= 512} where its shape belongs. */
    private static boolean isBareLength(Cursor cursor) {
        return cursor.is(Kind.NAME) && cursor.is(1, "<=");
    }

    private boolean bareLength(Cursor cursor) {
        Lexeme name = cursor.nextLexeme();
        cursor.next();
        String bound = cursor.is(Kind.NUMBER) ? cursor.first().text() : "512";
        findings.add(Finding.of(DiagnosticCode.NN137, name.span(), "a shape goes between `[` and `]`")
                .help("write " + Excerpt.quoted("[" + name.text() + " <= " + bound + "]")));
        return false;
    }

    private boolean notAType(Cursor cursor) {
        if (NameDiagnosis.isBad(cursor)) {
            return false;
        } else if (cursor.is(Kind.NUMBER)) {
            bareSize(cursor);
            return true;
        }
        findings.add(Finding.of(
                        DiagnosticCode.NN137,
                        cursor.atEnd() ? cursor.gap() : cursor.here(),
                        "a shape is missing after "
                                + Excerpt.quoted(cursor.previous().text()))
                .help("a shape looks like `[1, 28, 28]`"));
        return false;
    }

    /** {@code x: 3}, or {@code x: 3]}. */
    private void bareSize(Cursor cursor) {
        Lexeme number = cursor.nextLexeme();
        if (cursor.isCloser() && cursor.is("]")) {
            findings.add(Finding.of(DiagnosticCode.NN121, cursor.next().span(), "this `]` closes nothing")
                    .with(number.span(), "a `[` is missing before this size"));
        } else {
            findings.add(Finding.of(DiagnosticCode.NN137, number.span(), "a shape goes between `[` and `]`")
                    .help("write " + Excerpt.quoted("[" + number.text() + "]")));
        }
    }
}
