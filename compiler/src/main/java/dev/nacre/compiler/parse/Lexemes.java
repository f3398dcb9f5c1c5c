package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.Span;
import dev.nacre.grammar.NnLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** From tokens to lexemes: finds what is wrong with single tokens, and repairs what can be. */
final class Lexemes {

    /** The most characters of a name and of a number. */
    static final int LONGEST_WORD = 128;

    /** The most characters of a string. */
    static final int LONGEST_STRING = 1024;

    private final SourceFile file;
    private final Findings findings;
    private final List<Lexeme> lexemes = new ArrayList<>();
    private final Characters characters;

    private Lexemes(SourceFile file, Findings findings) {
        this.file = file;
        this.findings = findings;
        this.characters = new Characters(file, findings);
    }

    static List<Lexeme> of(SourceFile file, List<Token> tokens, Findings findings) {
        Lexemes lexemes = new Lexemes(file, findings);
        int done = 0;
        for (Token token : tokens) {
            if (token.getType() != Token.EOF && token.getStartIndex() >= done) {
                done = lexemes.add(token);
            }
        }
        return lexemes.lexemes;
    }

    /** Adds what {@code token} is; returns the position up to which the text is dealt with. */
    private int add(Token token) {
        int end = token.getStopIndex() + 1;
        Span span = file.span(token.getStartIndex(), end);
        switch (token.getType()) {
            case NnLexer.SPACE -> {}
            case NnLexer.COMMENT, NnLexer.LINE_COMMENT -> characters.check(span);
            case NnLexer.STRING -> string(span);
            case NnLexer.UNCLOSED_STRING -> unclosedString(span);
            case NnLexer.UNCLOSED_COMMENT -> unclosedComment(span);
            case NnLexer.BAD_NUMBER -> badNumber(span);
            case NnLexer.BAD_NAME -> badName(span);
            case NnLexer.BAD_CHARACTER -> {
                Lexeme lexeme = characters.lexeme(span.start());
                if (lexeme.kind() != Kind.BAD || !lexeme.text().isEmpty()) {
                    lexemes.add(lexeme);
                }
                return lexeme.span().end();
            }
            default -> word(new Lexeme(Tokens.kind(token), token.getText(), span));
        }
        return end;
    }

    private void word(Lexeme lexeme) {
        if (!joinedWithLast(lexeme)) {
            checkLength(lexeme.span(), LONGEST_WORD, lexeme.kind() == Kind.NUMBER ? "number" : "name");
            lexemes.add(lexeme);
        }
    }

    private void checkLength(Span span, int limit, String what) {
        int length = span.end() - span.start();
        if (length > limit) {
            findings.add(
                    DiagnosticCode.NN109,
                    span,
                    "this " + what + " has " + length + " characters; the limit is " + limit);
        }
    }

    /** Two symbols side by side that people know as one operator, but that never stand so in a valid file. */
    private boolean joinedWithLast(Lexeme next) {
        Lexeme last = lexemes.isEmpty() ? next : lexemes.get(lexemes.size() - 1);
        if (last.span().end() != next.span().start() || last.kind() != Kind.SYMBOL || next.kind() != Kind.SYMBOL) {
            return false;
        }
        Span span = last.span().to(next.span());
        return switch (span.text()) {
            case "=>" -> replaceLast(span, "->", "`=>` is not an operator", "`->` gives the current value a name");
            case "==" ->
                replaceLast(span, "=", "`==` is not an operator", "there are no comparisons; `=` gives a value");
            case ":=" -> replaceLast(span, "=", "`:=` is not an operator", "write `=`");
            case "**" -> replaceLast(span, "*", "`**` is not an operator", "write powers as products");
            default -> false;
        };
    }

    private boolean replaceLast(Span span, String symbol, String message, String help) {
        findings.add(Finding.of(DiagnosticCode.NN154, span, message).help(help));
        lexemes.set(lexemes.size() - 1, new Lexeme(Kind.SYMBOL, symbol, span));
        return true;
    }

    private void string(Span span) {
        checkLength(span, LONGEST_STRING, "string");
        String text = span.text();
        for (int i = 1; i < text.length() - 1; i++) {
            if (text.charAt(i) == '\\' && !StringLiteral.isEscape(text.charAt(++i))) {
                unknownEscape(file.span(span.start() + i - 1, span.start() + text.offsetByCodePoints(i, 1)));
            }
        }
        characters.check(span);
        lexemes.add(new Lexeme(Kind.STRING, text, span));
    }

    private void unknownEscape(Span escape) {
        findings.add(Finding.of(DiagnosticCode.NN105, escape, "unknown escape " + Excerpt.quoted(escape.text()))
                .help("the escapes are `\\\"`, `\\\\`, `\\n` and `\\t`; a backslash itself is written `\\\\`"));
    }

    private void unclosedString(Span span) {
        findings.add(Finding.of(DiagnosticCode.NN104, span, "this string is never closed")
                .help("a string ends with `\"` on the line on which it begins"));
        lexemes.add(new Lexeme(Kind.BAD, span.text(), span));
    }

    private void unclosedComment(Span span) {
        Span opener = file.span(span.start(), span.start() + 2);
        findings.add(Finding.of(DiagnosticCode.NN106, opener, "this comment is never closed")
                .help("a comment that begins with `/*` ends with `*/`"));
        lexemes.add(new Lexeme(Kind.BAD, span.text(), span));
    }

    private void badNumber(Span span) {
        boolean isName = !lexemes.isEmpty()
                && lexemes.get(lexemes.size() - 1).kind() == Kind.WORD
                && lexemes.get(lexemes.size() - 1).isNameOfLayer();
        if (isName) {
            findings.add(Finding.of(
                            DiagnosticCode.NN108,
                            span,
                            "the name " + Excerpt.quoted(span.text()) + " begins with a digit")
                    .help("a name begins with a letter or `_`"));
        } else {
            findings.add(BadNumber.explain(span));
        }
        lexemes.add(new Lexeme(isName ? Kind.NAME : Kind.NUMBER, span.text(), span));
    }

    private void badName(Span span) {
        String text = span.text();
        int letter = text.codePoints().filter(c -> c > 127).findFirst().orElseThrow();
        findings.add(Finding.of(
                        DiagnosticCode.NN108,
                        span,
                        "the name " + Excerpt.quoted(text) + " contains " + Characters.described(letter))
                .help("a name consists of the letters A to Z and a to z, digits and `_`"));
        lexemes.add(new Lexeme(Kind.NAME, text, span));
    }
}
