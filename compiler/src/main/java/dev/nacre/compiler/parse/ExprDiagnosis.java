package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.parse.TokenTree.Group;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;

/** The mistakes in arguments, lists and expressions. */
final class ExprDiagnosis {

    private static final String[] OPERATORS = {"+", "-", "*", "/", "%"};

    private final Findings findings;
    private final NameDiagnosis names;

    ExprDiagnosis(Findings findings) {
        this.findings = findings;
        this.names = new NameDiagnosis(findings);
    }

    /** {@code (a, name = b)}. What is inside brackets that are not closed is not worth a second mistake. */
    void arguments(Group group) {
        elements(group, this::argument, true);
    }

    /** {@code [a, b]}. */
    void list(Group group) {
        elements(group, this::expr, false);
    }

    /** Checks one element; the cursor is then behind it, or anywhere when the answer is false. */
    interface Element {
        boolean check(Cursor cursor);
    }

    /** What stands between commas. */
    void elements(Group group, Element element, boolean mayEndWithComma) {
        if (!group.isClosed()) {
            return;
        }
        Cursor cursor = new Cursor(group.children(), group.open().span());
        while (!cursor.atEnd()) {
            if (!element.check(cursor)) {
                cursor.skipTo(",", ";");
            }
            if (cursor.atEnd()) {
                return;
            }
            Span separator = cursor.here();
            if (cursor.accept(";")) {
                findings.add(Finding.of(DiagnosticCode.NN141, separator, "`;` where a `,` belongs")
                        .help("write `,`"));
            } else if (cursor.isCloser()) {
                names.unexpected(cursor, "");
                cursor.next();
            } else if (!cursor.accept(",")) {
                missingComma(cursor);
            }
            if (cursor.atEnd() && !mayEndWithComma) {
                findings.add(
                        DiagnosticCode.NN150, separator, "nothing follows this " + Excerpt.quoted(separator.text()));
            }
        }
    }

    private void missingComma(Cursor cursor) {
        findings.add(
                DiagnosticCode.NN151,
                cursor.gap(),
                "missing `,` between " + Excerpt.quoted(cursor.previous().text()) + " and "
                        + Excerpt.quoted(cursor.peek().span().text()));
    }

    private boolean argument(Cursor cursor) {
        return argumentName(cursor) && expr(cursor) && noNameAfter(cursor);
    }

    /** The optional {@code name =}. */
    private boolean argumentName(Cursor cursor) {
        boolean isNamed = cursor.is(1, "=");
        boolean hasColon = cursor.is(1, ":");
        if (!isNamed && !hasColon) {
            return true;
        }
        Lexeme name = cursor.nextLexeme();
        Span sign = cursor.next().span();
        if (hasColon && name.kind() != Kind.NUMBER) {
            String text = name.kind() == Kind.STRING
                    ? name.text().substring(1, name.text().length() - 1)
                    : name.text();
            findings.add(Finding.of(DiagnosticCode.NN152, sign, "the name of an argument is followed by `=`, not `:`")
                    .help("write " + Excerpt.quoted(text + " = ...")));
        } else if (name.kind() == Kind.WORD) {
            names.reserved(name);
        } else if (name.kind() != Kind.NAME && name.kind() != Kind.BAD) {
            notAName(name);
        }
        return true;
    }

    private void notAName(Lexeme name) {
        findings.add(
                DiagnosticCode.NN153,
                name.span(),
                "the name of an argument stands before `=`, but " + Excerpt.quoted(name.text()) + " is not a name");
    }

    private boolean noNameAfter(Cursor cursor) {
        if (!cursor.isOneOf("=", ":")) {
            return true;
        }
        findings.add(Finding.of(
                        DiagnosticCode.NN153,
                        cursor.here(),
                        "unexpected " + NameDiagnosis.shown(cursor) + " after a value")
                .help("the name of an argument is a single word, as in `bias = false`"));
        return false;
    }

    /** An expression, up to what cannot be part of it. */
    boolean expr(Cursor cursor) {
        do {
            while (cursor.accept("-")) {
                // Any number of signs.
            }
            if (!operand(cursor)) {
                return false;
            }
        } while (operator(cursor));
        return unknownOperator(cursor);
    }

    private boolean operator(Cursor cursor) {
        boolean found = cursor.isOneOf(OPERATORS);
        if (found) {
            cursor.next();
        }
        return found;
    }

    private boolean unknownOperator(Cursor cursor) {
        if (NameDiagnosis.isBad(cursor)) {
            return false;
        } else if (cursor.isOneOf("<", ">")) {
            findings.add(Finding.of(DiagnosticCode.NN154, cursor.here(), "there are no comparisons")
                    .help("`<` and `>` are brackets around layers"));
            return false;
        } else if (cursor.is("<=")) {
            findings.add(Finding.of(DiagnosticCode.NN154, cursor.here(), "there are no comparisons")
                    .help("a length looks like `T <= 512`, and is declared in the shape of an input"));
            return false;
        } else if (cursor.isGroup("[")) {
            findings.add(DiagnosticCode.NN154, cursor.here(), "values have no elements to take with `[`");
            return false;
        } else if (cursor.isOneOf(".", "|", "->", "@")) {
            return names.unexpected(cursor, "after a value");
        }
        return !cursor.isCloser() || names.unexpected(cursor, "after a value");
    }

    private boolean operand(Cursor cursor) {
        if (cursor.is(Kind.NUMBER) || cursor.is(Kind.STRING) || isConstant(cursor)) {
            cursor.next();
            return true;
        } else if (cursor.isNameOfLayer()) {
            return reference(cursor);
        } else if (!cursor.atEnd() && cursor.peek() instanceof Group group) {
            return group(group, cursor);
        }
        return notAValue(cursor);
    }

    private static boolean isConstant(Cursor cursor) {
        return cursor.is("true") || cursor.is("false") || cursor.is("none");
    }

    private boolean reference(Cursor cursor) {
        if (!names.qualified(cursor, "a value")) {
            return false;
        }
        if (cursor.isGroup("(")) {
            arguments(cursor.nextGroup());
        }
        return true;
    }

    private boolean group(Group group, Cursor cursor) {
        switch (group.open().text()) {
            case "(" -> parentheses(group);
            case "[" -> list(group);
            case "{" ->
                findings.add(Finding.of(DiagnosticCode.NN123, group.open().span(), "there is no value in braces")
                        .help("a list goes between `[` and `]`; named arguments look like `bias = false`"));
            default ->
                findings.add(DiagnosticCode.NN145, group.open().span(), "layers in `<` and `>` cannot be a value");
        }
        cursor.next();
        return true;
    }

    private void parentheses(Group group) {
        if (!group.isClosed() || isNameList(group)) {
            return;
        }
        Cursor inside = new Cursor(group.children(), group.open().span());
        if (inside.atEnd()) {
            findings.add(DiagnosticCode.NN150, group.span(), "a value is missing between `(` and `)`");
        } else if (expr(inside) && inside.is(",")) {
            findings.add(Finding.of(DiagnosticCode.NN123, group.open().span(), "a list goes between `[` and `]`")
                    .help(listInstead(group)));
        } else if (!inside.atEnd() && !inside.is(",")) {
            names.unexpected(inside, "in parentheses");
        }
    }

    /** {@code (a, b)}, which an argument may be. */
    private static boolean isNameList(Group group) {
        Cursor inside = new Cursor(group.children(), group.open().span());
        int names = 0;
        do {
            if (!inside.is(Kind.NAME)) {
                return false;
            }
            inside.next();
            names++;
        } while (inside.accept(","));
        return inside.atEnd() && names > 1;
    }

    private static String listInstead(Group group) {
        String text = group.span().text();
        return Excerpt.isShort(text)
                ? "write `[" + text.substring(1, text.length() - 1).strip() + "]`"
                : "write `[` and `]` instead of `(` and `)`";
    }

    private boolean notAValue(Cursor cursor) {
        if (NameDiagnosis.isBad(cursor)) {
            return false;
        } else if (cursor.is(Kind.WORD)) {
            Lexeme word = cursor.nextLexeme();
            findings.add(
                    DiagnosticCode.NN131,
                    word.span(),
                    "`" + word.text() + "` is a reserved word and cannot be a value");
            return true;
        } else if (cursor.isCloser() || cursor.isOneOf("@", "|", "->", ".", "<")) {
            return names.unexpected(cursor, "where a value belongs");
        }
        String before = Excerpt.quoted(cursor.previous().text());
        String message = cursor.atEnd() || !isFirst(cursor)
                ? "a value is missing after " + before
                : "a value is missing before " + NameDiagnosis.shown(cursor);
        findings.add(DiagnosticCode.NN150, cursor.atEnd() ? cursor.gap() : cursor.here(), message);
        return false;
    }

    /** Whether only a bracket or a separator stands before the cursor, so that the next symbol is the culprit. */
    private static boolean isFirst(Cursor cursor) {
        return cursor.position() == 0 || cursor.isOneOf(OPERATORS);
    }
}
