package dev.nacre.compiler.parse;

import dev.nacre.compiler.source.Span;
import java.util.Set;

/**
 * A token as the search for mistakes sees it: comments left out, failed attempts repaired where the intention is clear.
 *
 * @param text as it should have been written; differs from the text of {@code span} where it was repaired
 */
record Lexeme(Kind kind, String text, Span span) {

    private static final Set<String> WORDS_AS_NAMES = Set.of("model", "block", "const", "as");

    /** What a token is. {@code BAD} has been reported already: whatever does not fit beside it is no further mistake. */
    enum Kind {
        NAME,
        WORD,
        NUMBER,
        STRING,
        SYMBOL,
        BAD
    }

    boolean is(String symbolOrWord) {
        return (kind == Kind.SYMBOL || kind == Kind.WORD) && text.equals(symbolOrWord);
    }

    /** Whether it may stand where layers, labels and blocks are named. */
    boolean isNameOfLayer() {
        return kind == Kind.NAME || (kind == Kind.WORD && WORDS_AS_NAMES.contains(text));
    }

    boolean isOpener() {
        return kind == Kind.SYMBOL && Bracket.isOpener(text);
    }

    boolean isCloser() {
        return kind == Kind.SYMBOL && Bracket.isCloser(text);
    }
}
