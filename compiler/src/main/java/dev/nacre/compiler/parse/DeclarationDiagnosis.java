package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.parse.TokenTree.Group;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;

/** The mistakes in models, blocks and consts. A method returns false when the rest up to the next declaration is lost. */
final class DeclarationDiagnosis {

    private final Findings findings;
    private final NameDiagnosis names;
    private final ExprDiagnosis exprs;
    private final ChainDiagnosis chains;
    private final SignatureDiagnosis signatures;

    DeclarationDiagnosis(Findings findings, ExprDiagnosis exprs, ChainDiagnosis chains) {
        this.findings = findings;
        this.names = new NameDiagnosis(findings);
        this.exprs = exprs;
        this.chains = chains;
        this.signatures = new SignatureDiagnosis(findings, exprs);
    }

    boolean model(Cursor cursor) {
        Span keyword = cursor.next().span();
        return name(cursor, "model", keyword)
                && (isBodyInOtherBrackets(cursor) || signatures.signature(cursor))
                && body(cursor, "model", keyword);
    }

    boolean block(Cursor cursor) {
        Span keyword = cursor.next().span();
        if (!name(cursor, "block", keyword)) {
            return false;
        }
        if (cursor.isGroup("(") && !isBodyInOtherBrackets(cursor)) {
            exprs.elements(cursor.nextGroup(), this::param, false);
        }
        if (cursor.is("->")) {
            findings.add(Finding.of(DiagnosticCode.NN137, cursor.here(), "a block has no outputs to declare")
                    .help("a block takes and gives the current value; only models have a signature"));
            cursor.next();
            cursor.next();
        }
        return body(cursor, "block", keyword);
    }

    private boolean param(Cursor cursor) {
        if (!names.plain(cursor, "a parameter")) {
            return false;
        }
        if (cursor.is(":")) {
            findings.add(
                    Finding.of(DiagnosticCode.NN153, cursor.here(), "a block's parameters are values without a type")
                            .help("a parameter looks like `d` or `d = 64`"));
            return false;
        }
        return !cursor.accept("=") || exprs.expr(cursor);
    }

    private boolean name(Cursor cursor, String what, Span keyword) {
        if (cursor.atEnd() || cursor.isGroup("<") || cursor.isGroup("(") || cursor.isGroup("{")) {
            findings.add(Finding.of(DiagnosticCode.NN130, keyword, "this " + what + " has no name")
                    .help("write `" + what + " Name < ... >`"));
            return !cursor.atEnd();
        } else if (cursor.is(Kind.STRING)) {
            Span name = cursor.next().span();
            findings.add(DiagnosticCode.NN130, name, "the name of a " + what + " is written without quotes");
            return true;
        }
        return names.plain(cursor, "the " + what) && noHyphen(cursor);
    }

    /** {@code my-net}. */
    private boolean noHyphen(Cursor cursor) {
        if (!cursor.isOneOf("-", ".")) {
            return true;
        }
        Span name = cursor.previous();
        while (cursor.isOneOf("-", ".") && cursor.is(1, Kind.NAME)) {
            cursor.next();
            cursor.next();
        }
        Span all = name.to(cursor.previous());
        if (all.equals(name)) {
            return names.unexpected(cursor, "after the name");
        }
        findings.add(Finding.of(
                        DiagnosticCode.NN108,
                        all,
                        "a name cannot contain `"
                                + all.text().charAt(name.text().length()) + "`")
                .help("write " + Excerpt.quoted(all.text().replaceAll("[-.]", "_"))));
        return true;
    }

    /** {@code model M { … }} and {@code model M (linear(3); relu)}: what is inside can only be layers. */
    private static boolean isBodyInOtherBrackets(Cursor cursor) {
        if (cursor.atEnd() || !(cursor.peek() instanceof Group group)) {
            return false;
        }
        boolean hasLayers =
                group.children().stream().anyMatch(tree -> tree.first().is(";"));
        boolean isLast = !cursor.is(1, "->") && !cursor.isGroup(1, "<");
        return group.open().is("{") || (hasLayers && isLast && !group.open().is("<"));
    }

    private boolean body(Cursor cursor, String what, Span keyword) {
        if (cursor.isOneOf(":", "=")) {
            findings.add(Finding.of(
                    DiagnosticCode.NN132,
                    cursor.here(),
                    "a " + what + "'s body goes between `<` and `>`, without " + NameDiagnosis.shown(cursor)
                            + " before it"));
            cursor.next();
            if (!cursor.isGroup("<")) {
                return false;
            }
        }
        if (cursor.isGroup("<")) {
            chains.body(cursor.nextGroup());
            return true;
        } else if (isBodyInOtherBrackets(cursor)) {
            Group group = cursor.nextGroup();
            String open = group.open().text();
            findings.add(Finding.of(
                            DiagnosticCode.NN123, group.open().span(), "a " + what + "'s body goes between `<` and `>`")
                    .help("write `<` and `>` instead of `" + open + "` and `" + Bracket.closer(open) + "`"));
            chains.body(group);
            return true;
        }
        return NameDiagnosis.isBad(cursor) ? false : noBody(cursor, what, keyword);
    }

    private boolean noBody(Cursor cursor, String what, Span keyword) {
        boolean isMissing = cursor.atEnd() || cursor.is(";") || FileDiagnosis.begins(cursor);
        Span span = isMissing ? keyword.to(cursor.previous()) : cursor.here();
        findings.add(Finding.of(
                        DiagnosticCode.NN132,
                        isMissing ? span : cursor.here(),
                        isMissing ? "this " + what + " has no body" : "a " + what + "'s body goes between `<` and `>`")
                .help(
                        isMissing
                                ? "a body looks like `< linear(3); relu >`"
                                : "write `<` " + (cursor.is("<=") ? "instead of " : "before ")
                                        + NameDiagnosis.shown(cursor)));
        cursor.accept(";");
        return false;
    }

    boolean constant(Cursor cursor) {
        cursor.next();
        if (cursor.is(1, Kind.NAME) && (cursor.is(Kind.WORD) || cursor.is(Kind.NAME))) {
            findings.add(Finding.of(DiagnosticCode.NN136, cursor.here(), "a const is declared without a type")
                    .help("a const looks like `const SIZE = 128;`"));
            cursor.next();
        }
        return names.plain(cursor, "the const")
                && noHyphen(cursor)
                && value(cursor)
                && FileDiagnosis.semicolon(cursor, findings, "the const");
    }

    private boolean value(Cursor cursor) {
        if (cursor.is(":")) {
            Span colon = cursor.next().span();
            boolean hasType = cursor.is(1, "=");
            findings.add(Finding.of(
                            hasType ? DiagnosticCode.NN136 : DiagnosticCode.NN152,
                            colon,
                            hasType
                                    ? "a const is declared without a type"
                                    : "a const's name is followed by `=`, not `:`")
                    .help("a const looks like `const SIZE = 128;`"));
            if (hasType) {
                cursor.next();
                cursor.next();
            }
        } else if (!cursor.accept("=")) {
            return NameDiagnosis.isBad(cursor) ? false : noValue(cursor);
        }
        return exprs.expr(cursor);
    }

    private boolean noValue(Cursor cursor) {
        findings.add(Finding.of(
                        DiagnosticCode.NN136,
                        cursor.gap(),
                        "missing `=` and a value after "
                                + Excerpt.quoted(cursor.previous().text()))
                .help("a const looks like `const SIZE = 128;`"));
        cursor.skipTo(";", "model", "block", "const", "import", "package", "@");
        cursor.accept(";");
        return false;
    }
}
