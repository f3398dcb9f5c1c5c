package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks names, and says what is wrong with text that fits nowhere. As everywhere in the search for mistakes, a method
 * that returns false has met one that it, or an earlier stage, has reported, and what follows is best left alone.
 */
record NameDiagnosis(Findings findings) {

    /** A name with dots; {@code what} it is for, as in {@code "a layer"}. */
    boolean qualified(Cursor cursor, String what) {
        if (!part(cursor, what)) {
            return false;
        }
        while (cursor.accept(".")) {
            if (cursor.is(Kind.NUMBER)) {
                findings.add(
                        DiagnosticCode.NN130,
                        cursor.here(),
                        "a name is missing after `.`: "
                                + Excerpt.quoted(cursor.first().text()) + " is a number");
                return false;
            } else if (!part(cursor, "after `.`")) {
                return false;
            }
        }
        return true;
    }

    private boolean part(Cursor cursor, String what) {
        if (cursor.isNameOfLayer()) {
            cursor.next();
            return true;
        }
        return missing(cursor, what);
    }

    /** A plain name, which is none of the reserved words; {@code what} it names, as in {@code "the model"}. */
    boolean plain(Cursor cursor, String what) {
        if (cursor.is(Kind.NAME)) {
            cursor.next();
            return true;
        }
        return missing(cursor, what);
    }

    private boolean missing(Cursor cursor, String what) {
        if (isBad(cursor)) {
            return false;
        } else if (cursor.isCloser()) {
            return unexpected(cursor, "");
        } else if (cursor.is(Kind.WORD)) {
            reserved(cursor.next().first());
            return true;
        }
        boolean isAfter = what.startsWith("after ");
        boolean isQuoted = cursor.is(Kind.STRING);
        Finding finding = Finding.of(
                DiagnosticCode.NN130,
                cursor.atEnd() ? cursor.gap() : cursor.here(),
                "a name is missing " + (isAfter ? what : "for " + what));
        findings.add(isQuoted ? finding.help("names are written without quotes") : finding);
        return false;
    }

    void reserved(Lexeme word) {
        findings.add(Finding.of(
                        DiagnosticCode.NN131,
                        word.span(),
                        "`" + word.text() + "` is a reserved word and cannot be a name")
                .help("choose another name, such as `" + word.text() + "_1`"));
    }

    /** {@code a} or {@code (a, b)}, after {@code keyword}. */
    boolean oneOrMore(Cursor cursor, String keyword) {
        if (!cursor.isGroup("(")) {
            return plain(cursor, "after `" + keyword + "`") && noFurtherName(cursor, keyword);
        }
        TokenTree.Group group = cursor.nextGroup();
        Cursor inside = new Cursor(group.children(), group.open().span());
        boolean isRight = !group.isClosed() || plain(inside, "after `" + keyword + "`");
        while (isRight && group.isClosed() && !inside.atEnd()) {
            isRight = comma(inside) && plain(inside, "after `,`");
        }
        return true;
    }

    private boolean comma(Cursor cursor) {
        return cursor.accept(",") || isBad(cursor) || separator(cursor);
    }

    private boolean separator(Cursor cursor) {
        if (!cursor.is(Kind.NAME)) {
            return unexpected(cursor, "between names");
        }
        findings.add(DiagnosticCode.NN151, cursor.gap(), "missing `,` before " + shown(cursor));
        return true;
    }

    /** {@code from a, b} means {@code from (a, b)}. */
    private boolean noFurtherName(Cursor cursor, String keyword) {
        if (!cursor.is(",") || !cursor.is(1, Kind.NAME)) {
            return true;
        }
        List<String> names = new ArrayList<>(List.of(cursor.previous().text()));
        var first = cursor.previous();
        while (cursor.is(",") && cursor.is(1, Kind.NAME)) {
            cursor.next();
            names.add(cursor.nextLexeme().text());
        }
        findings.add(Finding.of(
                        DiagnosticCode.NN143,
                        first.to(cursor.previous()),
                        "several names after `" + keyword + "` go between `(` and `)`")
                .help("write " + Excerpt.quoted(keyword + " (" + String.join(", ", names) + ")")));
        return true;
    }

    /** Whether the next lexeme is one that has been reported. */
    static boolean isBad(Cursor cursor) {
        return cursor.is(Kind.BAD);
    }

    /** Says that the next tree does not belong where it stands; {@code where} as in {@code "in a chain"}. */
    boolean unexpected(Cursor cursor, String where) {
        if (isBad(cursor)) {
            return false;
        } else if (cursor.isCloser()) {
            findings.add(DiagnosticCode.NN121, cursor.here(), "this " + shown(cursor) + " closes nothing");
        } else {
            findings.add(DiagnosticCode.NN199, cursor.here(), "unexpected " + shown(cursor) + " " + where);
        }
        return false;
    }

    /** The next tree as messages name it. */
    static String shown(Cursor cursor) {
        return cursor.atEnd() ? "the end" : Excerpt.quoted(cursor.first().text());
    }
}
