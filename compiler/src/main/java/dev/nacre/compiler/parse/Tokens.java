package dev.nacre.compiler.parse;

import dev.nacre.compiler.source.SourceFile;
import dev.nacre.grammar.NnLexer;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;

/** The tokens of a file as ANTLR's lexer finds them. */
final class Tokens {

    private Tokens() {}

    /** All tokens, read to the end. The lexer accepts every text: what is wrong comes as a token of a kind of its own. */
    static CommonTokenStream of(SourceFile file) {
        NnLexer lexer = new NnLexer(new Utf16Stream(file.text()));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        return tokens;
    }

    static Lexeme.Kind kind(Token token) {
        return switch (token.getType()) {
            case NnLexer.ID -> Lexeme.Kind.NAME;
            case NnLexer.INT, NnLexer.FLOAT -> Lexeme.Kind.NUMBER;
            case NnLexer.STRING -> Lexeme.Kind.STRING;
            default -> Character.isLetter(token.getText().charAt(0)) ? Lexeme.Kind.WORD : Lexeme.Kind.SYMBOL;
        };
    }
}
