package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.Span;
import dev.nacre.compiler.source.VisibleText;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Characters that no token begins with, or that must not stand even in comments and strings. */
final class Characters {

    /** What word processors, chats and other keyboards make of the characters that were meant. */
    private static final Map<Integer, String> MEANT = Map.ofEntries(
            Map.entry(0x2192, "->"),
            Map.entry(0x21D2, "->"),
            Map.entry(0x2212, "-"),
            Map.entry(0x2013, "-"),
            Map.entry(0x2014, "-"),
            Map.entry(0x2264, "<="),
            Map.entry(0x00D7, "*"),
            Map.entry(0x00F7, "/"),
            Map.entry(0x037E, ";"),
            Map.entry(0xFF1B, ";"),
            Map.entry(0xFF0C, ","),
            Map.entry(0xFF1A, ":"),
            Map.entry(0xFF1D, "="),
            Map.entry(0xFF08, "("),
            Map.entry(0xFF09, ")"),
            Map.entry(0xFF1C, "<"),
            Map.entry(0xFF1E, ">"),
            Map.entry(0x2039, "<"),
            Map.entry(0x203A, ">"));

    private final SourceFile file;
    private final Findings findings;

    Characters(SourceFile file, Findings findings) {
        this.file = file;
        this.findings = findings;
    }

    /** {@code `$`}, or for what is not plain ASCII {@code U+00A0 (NO-BREAK SPACE)}. */
    static String described(int codePoint) {
        if (codePoint > ' ' && codePoint < 127 && codePoint != '`') {
            return "`" + (char) codePoint + "`";
        }
        @Nullable String name = Character.getName(codePoint);
        boolean named = name != null && Character.getType(codePoint) != Character.SURROGATE;
        return VisibleText.notation(codePoint) + (named ? " (" + name + ")" : "");
    }

    /** Reports what is invisible or misleading inside a comment or a string, where any other character may stand. */
    void check(Span span) {
        String text = file.text();
        for (int i = span.start(); i < span.end(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            if (isForbidden(c)) {
                findings.add(
                        Finding.of(DiagnosticCode.NN103, file.span(i, next), "unexpected character " + described(c))
                                .help("remove it; it cannot be seen, not even in a comment or a string"));
                return;
            }
            i = next;
        }
    }

    /** Controls, halves of surrogate pairs, and the marks that turn the direction of text. */
    private static boolean isForbidden(int c) {
        boolean isControl = c < ' ' ? c != '\t' && c != '\n' && c != '\r' && c != '\f' : c >= 0x7F && c < 0xA0;
        boolean isDirection = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        return isControl || isDirection || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /**
     * The lexeme for the text at {@code start}, whose first character begins no token; it may reach over several tokens,
     * and is BAD and empty for what is left out without harm.
     */
    Lexeme lexeme(int start) {
        int c = file.text().codePointAt(start);
        Span one = file.span(start, start + Character.charCount(c));
        if (c == '{' || c == '}') {
            return new Lexeme(Kind.SYMBOL, one.text(), one);
        } else if (c == '#') {
            return comment(one);
        }
        int end = "'`\u201C\u201D\u201E\u2018\u2019".indexOf(c) >= 0 ? quoteEnd(one) : -1;
        if (end >= 0) {
            return quoted(file.span(start, end));
        }
        return MEANT.containsKey(c) ? meant(one, c) : unexpected(one, c);
    }

    private Lexeme comment(Span sign) {
        String text = file.text();
        int end = sign.end();
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        findings.add(Finding.of(DiagnosticCode.NN103, sign, "unexpected character `#`")
                .help("comments begin with `//`"));
        return new Lexeme(Kind.BAD, "", file.span(sign.start(), end));
    }

    /** The end of the quoted text that begins with {@code quote}, or -1 when its line has no second quote. */
    private int quoteEnd(Span quote) {
        String text = file.text();
        String closers = quote.text().codePointAt(0) < 128 ? quote.text() : "\u201C\u201D\u201F\u2018\u2019\"";
        for (int i = quote.end(); i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r'; i++) {
            if (closers.indexOf(text.charAt(i)) >= 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private Lexeme quoted(Span span) {
        findings.add(Finding.of(
                        DiagnosticCode.NN103,
                        span,
                        "unexpected character " + described(span.text().codePointAt(0)))
                .help("strings go between double quotes: `\""
                        + Excerpt.shortened(span.text().substring(1, span.text().length() - 1)) + "\"`"));
        return new Lexeme(Kind.STRING, span.text(), span);
    }

    private Lexeme meant(Span one, int c) {
        String meant = MEANT.getOrDefault(c, "");
        findings.add(Finding.of(DiagnosticCode.NN103, one, "unexpected character " + described(c))
                .help("write `" + meant + "`"));
        return new Lexeme(Kind.SYMBOL, meant, one);
    }

    /** Whether what is from {@code start} to {@code end} stands alone between brackets or commas, as a size does. */
    private boolean isElement(int start, int end) {
        String text = file.text();
        int before = start - 1;
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        int after = end;
        while (after < text.length() && text.charAt(after) == ' ') {
            after++;
        }
        return before >= 0
                && after < text.length()
                && "[,".indexOf(text.charAt(before)) >= 0
                && ",]".indexOf(text.charAt(after)) >= 0;
    }

    /** One mistake for a run of the same character. White space of other kinds is then left out. */
    private Lexeme unexpected(Span one, int c) {
        String text = file.text();
        int end = one.end();
        while (end < text.length() && text.codePointAt(end) == c) {
            end += Character.charCount(c);
        }
        Finding finding =
                Finding.of(DiagnosticCode.NN103, file.span(one.start(), end), "unexpected character " + described(c));
        boolean isSpace = Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
        boolean isVisible = !VisibleText.isInvisible(c);
        String help = Character.isSpaceChar(c) ? "write an ordinary space" : "remove it; it cannot be seen";
        if (c == '?' && isElement(one.start(), end)) {
            findings.add(finding.help("a size that is known when the model is called is a length, such as `T <= 512`"));
        } else {
            findings.add(isVisible ? finding : finding.help(help));
        }
        Span span = file.span(one.start(), end);
        return new Lexeme(Kind.BAD, isSpace ? "" : one.text(), span);
    }
}
