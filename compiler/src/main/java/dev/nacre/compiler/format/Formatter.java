package dev.nacre.compiler.format;

import dev.nacre.compiler.parse.Parser;
import dev.nacre.compiler.parse.SyntaxToken;
import dev.nacre.compiler.parse.SyntaxTokens;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * Writes a file in the one style: two spaces of indentation, a body on one line if it fits there and the author did not break
 * it, otherwise the author's line breaks between its items. Meaning and comments stay, and a second time changes nothing.
 */
public final class Formatter {

    private Formatter() {}

    /** The text of {@code file} as it should be; empty when it has errors of syntax, all of which are then reported. */
    public static Optional<String> format(SourceFile file, Diagnostics diagnostics) {
        if (Parser.parse(file, diagnostics).isEmpty()) {
            return Optional.empty();
        }
        GappedTokens tokens = GappedTokens.of(SyntaxTokens.of(file));
        String formatted = Renderer.render(FileLayout.of(tokens));
        if (!content(formatted).equals(content(file.text()))) {
            throw new IllegalStateException("formatting would change the meaning or a comment of " + file);
        }
        return Optional.of(formatted);
    }

    /** The tokens and comments of a valid file, without what a formatter may change. */
    private static List<String> content(String text) {
        return GappedTokens.of(SyntaxTokens.of(new SourceFile("", "", text))).all().stream()
                .map(Formatter::content)
                .toList();
    }

    private static String content(SyntaxToken token) {
        if (!token.isComment()) {
            return token.text();
        }
        StringBuilder visible = new StringBuilder();
        token.text().codePoints().filter(c -> !Character.isWhitespace(c)).forEach(visible::appendCodePoint);
        return visible.toString();
    }
}
