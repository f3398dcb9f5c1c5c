package dev.nacre.compiler.parse;

import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Span;
import java.util.List;

/**
 * Bounds the depth of every tree that later stages walk by recursion: brackets inside brackets, and the operators of an
 * expression, each of which is a level of its own in {@code - - 1} and in {@code 1 + 1 + 1}.
 */
final class Complexity {

    /** The most brackets inside each other. */
    static final int DEEPEST = 100;

    /** The most operators of an argument or a const, brackets inside it included. */
    static final int MOST_OPERATORS = 100;

    private final Findings findings;
    private final int[] operators = new int[DEEPEST + 1];
    private final int[] mostBefore = new int[DEEPEST + 1];
    private int depth;

    private Complexity(Findings findings) {
        this.findings = findings;
    }

    /** Whether the lexemes keep the limits; reports the first one that does not. */
    static boolean isBounded(List<Lexeme> lexemes, Findings findings) {
        Complexity complexity = new Complexity(findings);
        for (int i = 0; i < lexemes.size(); i++) {
            if (Grouping.beginsDeclaration(lexemes, i)) {
                complexity.depth = 0;
                complexity.next();
            }
            if (!complexity.accepts(lexemes.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean accepts(Lexeme lexeme) {
        if (lexeme.isOpener()) {
            return open(lexeme.span());
        } else if (lexeme.isCloser()) {
            close();
        } else if (lexeme.kind() == Lexeme.Kind.SYMBOL) {
            switch (lexeme.text()) {
                case "+", "-", "*", "/", "%" -> operators[depth]++;
                case ",", ";", "|", ":", "=", "->" -> next();
                default -> {}
            }
        }
        if (operators[depth] > MOST_OPERATORS) {
            findings.add(Finding.of(
                            DiagnosticCode.NN111,
                            lexeme.span(),
                            "this expression has more than " + MOST_OPERATORS + " operators")
                    .help("give parts of it a name with `const`"));
            return false;
        }
        return true;
    }

    private boolean open(Span span) {
        if (depth == DEEPEST) {
            findings.add(tooDeep(span));
            return false;
        }
        depth++;
        operators[depth] = 0;
        mostBefore[depth] = 0;
        return true;
    }

    /** The error for the bracket that is one too many. */
    static Finding tooDeep(Span bracket) {
        return Finding.of(DiagnosticCode.NN110, bracket, "more than " + DEEPEST + " brackets are open at this place")
                .help("move inner parts into a `block` of their own");
    }

    private void close() {
        if (depth > 0) {
            int inside = Math.max(operators[depth], mostBefore[depth]);
            depth--;
            operators[depth] += inside;
        }
    }

    /** The expression at this depth ends. */
    private void next() {
        mostBefore[depth] = Math.max(mostBefore[depth], operators[depth]);
        operators[depth] = 0;
    }
}
