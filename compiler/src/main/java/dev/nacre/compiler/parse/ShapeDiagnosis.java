package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.parse.TokenTree.Group;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;
import java.util.Optional;

/** The mistakes in the shape of a port, whose sizes may be lengths. */
final class ShapeDiagnosis {

    private static final String SIGN = "<=";
    private static final String FORM = "a length looks like `T <= 512`";

    private final Findings findings;
    private final NameDiagnosis names;
    private final ExprDiagnosis exprs;

    ShapeDiagnosis(Findings findings, ExprDiagnosis exprs) {
        this.findings = findings;
        this.names = new NameDiagnosis(findings);
        this.exprs = exprs;
    }

    /** {@code [3]}, {@code [T <= 512, 64]}. */
    void shape(Group group) {
        exprs.elements(group, this::size, false);
    }

    private boolean size(Cursor cursor) {
        if (cursor.is(SIGN)) {
            findings.add(Finding.of(DiagnosticCode.NN130, cursor.here(), "a name is missing before `<=`")
                    .help(FORM));
            return false;
        }
        Optional<String> sign = isWord(cursor) ? signBehind(cursor) : Optional.empty();
        if (sign.filter(SIGN::equals).isPresent() && cursor.is(Kind.NAME)) {
            cursor.next();
            cursor.next();
            return exprs.expr(cursor);
        }
        sign.ifPresent(written -> wrong(cursor, written));
        return sign.isEmpty() && exprs.expr(cursor);
    }

    private static boolean isWord(Cursor cursor) {
        return cursor.is(Kind.NAME) || cursor.is(Kind.WORD) || cursor.is(Kind.NUMBER) || cursor.is(Kind.STRING);
    }

    /** What stands behind the next lexeme, if it is what people write for the sign of a length. */
    private static Optional<String> signBehind(Cursor cursor) {
        for (String sign : new String[] {SIGN, "<", ">", "=", ":"}) {
            if (cursor.is(1, sign)) {
                boolean isPair = (sign.equals("=") && cursor.is(2, "<")) || (sign.equals(">") && cursor.is(2, "="));
                return Optional.of(isPair ? sign.equals("=") ? "=<" : ">=" : sign);
            }
        }
        return Optional.empty();
    }

    private void wrong(Cursor cursor, String sign) {
        Lexeme first = cursor.first();
        if (sign.equals(SIGN) && first.kind() == Kind.WORD) {
            names.reserved(first);
            return;
        }
        cursor.next();
        Span place = cursor.here();
        int length = sign.equals(SIGN) ? 1 : sign.length();
        for (int i = 0; i < length; i++) {
            place = place.to(cursor.next().span());
        }
        String message = sign.equals(SIGN)
                ? "the name of a length stands before `<=`, but " + Excerpt.quoted(first.text()) + " is not a name"
                : "a length is declared with `<=`, not `" + sign + "`";
        findings.add(Finding.of(DiagnosticCode.NN137, sign.equals(SIGN) ? first.span() : place, message)
                .help(meant(first, sign, cursor)));
    }

    /** The length with its name in front, if one was meant; the cursor is behind the sign. */
    private static String meant(Lexeme first, String sign, Cursor cursor) {
        boolean isTurned = sign.startsWith(">");
        boolean isLength =
                cursor.is(isTurned ? Kind.NAME : Kind.NUMBER) && first.kind() == (isTurned ? Kind.NUMBER : Kind.NAME);
        if (!isLength) {
            return FORM;
        }
        String second = cursor.nextLexeme().text();
        boolean isWhole = cursor.atEnd() || cursor.is(",");
        String length = isTurned ? second + " <= " + first.text() : first.text() + " <= " + second;
        return isWhole ? "write " + Excerpt.quoted(length) : FORM;
    }
}
