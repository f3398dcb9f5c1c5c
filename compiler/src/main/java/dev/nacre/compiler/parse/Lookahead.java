package dev.nacre.compiler.parse;

import dev.nacre.compiler.parse.Lexeme.Kind;
import java.util.List;

/** What the lexemes further on, or their layout, say about a bracket that is in doubt. */
final class Lookahead {

    /** How far to look for the end of arguments: further than anybody writes, and little enough to do it often. */
    private static final int FAR = 200;

    private final List<Lexeme> lexemes;

    Lookahead(List<Lexeme> lexemes) {
        this.lexemes = lexemes;
    }

    /** Whether the first bracket after {@code i} that closes something opened before it is one of arguments. */
    boolean isInArguments(int i) {
        int depth = 0;
        for (int at = i + 1; at < Math.min(lexemes.size(), i + FAR); at++) {
            Lexeme lexeme = lexemes.get(at);
            if (lexeme.isOpener()) {
                depth++;
            } else if (lexeme.isCloser() && --depth < 0) {
                return lexeme.is(")") || lexeme.is("]");
            } else if (Grouping.beginsDeclaration(lexemes, at)) {
                return false;
            }
        }
        return false;
    }

    /** Whether {@code length} times the same bracket stands at {@code i}. */
    boolean isRun(int i, int length) {
        int at = i;
        while (at < lexemes.size()
                && at < i + length
                && lexemes.get(at).is(lexemes.get(i).text())) {
            at++;
        }
        return at == i + length;
    }

    /** Whether the {@code <} at {@code i} has a {@code >} before the brackets around it end. */
    boolean isBody(int i) {
        int angles = 0;
        int others = 0;
        for (int at = i; at < Math.min(lexemes.size(), i + FAR); at++) {
            Lexeme lexeme = lexemes.get(at);
            if (lexeme.is("<")) {
                angles++;
            } else if (lexeme.is(">") && --angles == 0) {
                return true;
            } else if (lexeme.is("(") || lexeme.is("[")) {
                others++;
            } else if ((lexeme.is(")") || lexeme.is("]")) && --others < 0) {
                return false;
            }
        }
        return lexemes.size() > i + FAR;
    }

    /**
     * How many bodies more are closed than opened between the declaration at {@code i} and the next one that is not
     * indented more than the line of {@code outer}.
     */
    int surplus(int i, Lexeme outer) {
        int surplus = 0;
        int indent = indentation(outer);
        for (int at = i; at < lexemes.size() && (at == i || !endsScope(at, indent)); at++) {
            if (lexemes.get(at).is("<")) {
                surplus--;
            } else if (lexemes.get(at).is(">")) {
                surplus++;
            }
        }
        return surplus;
    }

    private boolean endsScope(int at, int indent) {
        Lexeme lexeme = lexemes.get(at);
        return Grouping.beginsDeclaration(lexemes, at) && !(beginsLine(lexeme) && indentation(lexeme) > indent);
    }

    /** Whether a failed token among {@code trees}, a string without an end, contains {@code closer}. */
    static boolean contains(List<TokenTree> trees, String closer) {
        return trees.stream()
                .anyMatch(tree -> tree instanceof TokenTree.Group group
                        ? contains(group.children(), closer)
                        : isBadWith(tree.first(), closer));
    }

    private static boolean isBadWith(Lexeme lexeme, String closer) {
        return lexeme.kind() == Kind.BAD && lexeme.text().contains(closer);
    }

    /** Whether only blanks stand before it on its line. */
    static boolean beginsLine(Lexeme lexeme) {
        return indentation(lexeme) == lexeme.span().start() - lineStart(lexeme);
    }

    /** The number of blanks that the lexeme's line begins with, of which only so many are counted. */
    static int indentation(Lexeme lexeme) {
        String text = lexeme.span().file().text();
        int start = lineStart(lexeme);
        int at = start;
        while (at < Math.min(text.length(), start + FAR) && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at - start;
    }

    private static int lineStart(Lexeme lexeme) {
        return lexeme.span().file().lineStart(lexeme.span().start());
    }
}
