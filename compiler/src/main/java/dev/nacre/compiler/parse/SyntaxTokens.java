package dev.nacre.compiler.parse;

import dev.nacre.compiler.source.SourceFile;
import dev.nacre.grammar.NnLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Cuts a valid file into its tokens and comments. */
public final class SyntaxTokens {

    private SyntaxTokens() {}

    /** All of them in order, the last one of kind END; to be called for files that {@link Parser} accepts. */
    public static List<SyntaxToken> of(SourceFile file) {
        List<SyntaxToken> found = new ArrayList<>();
        int lineEnds = 0;
        for (Token token : Tokens.of(file).getTokens()) {
            if (token.getType() == NnLexer.SPACE) {
                lineEnds = lineEnds(token.getText());
            } else {
                SyntaxToken.Kind kind = kind(token);
                found.add(new SyntaxToken(kind, kind == SyntaxToken.Kind.END ? "" : token.getText(), lineEnds));
                lineEnds = 0;
            }
        }
        return found;
    }

    private static SyntaxToken.Kind kind(Token token) {
        return switch (token.getType()) {
            case Token.EOF -> SyntaxToken.Kind.END;
            case NnLexer.COMMENT -> SyntaxToken.Kind.BLOCK_COMMENT;
            case NnLexer.LINE_COMMENT -> SyntaxToken.Kind.LINE_COMMENT;
            default -> SyntaxToken.Kind.CODE;
        };
    }

    private static int lineEnds(String space) {
        int count = 0;
        for (int i = 0; i < space.length(); i++) {
            char c = space.charAt(i);
            boolean isPair = c == '\n' && i > 0 && space.charAt(i - 1) == '\r';
            count += (c == '\n' || c == '\r') && !isPair ? 1 : 0;
        }
        return count;
    }
}
