package dev.nacre.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.DiagnosticSize;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.antlr.v4.runtime.Token;

/** A text with random tokens taken out, put in, swapped and replaced. */
public final class MutatedText {

    private static final List<String> FOREIGN = List.of(
            "{", "}", "$", "==", "=>", "\"", "'a'", "1_", "2d", "é", "#", "/*", "^", "!", "\u0000", ":=", "**", "\\");
    private static final List<String> GENERATED_WORDS =
            List.of("<EOF>", "no viable", "mismatched input", "extraneous input", "token recognition", "expecting");

    private MutatedText() {}

    /** The text cut into tokens and the blanks and comments between them. */
    public static List<String> tokens(String text) {
        return Tokens.of(new SourceFile("a.nn", "", text)).getTokens().stream()
                .filter(token -> token.getType() != Token.EOF)
                .map(Token::getText)
                .toList();
    }

    /** The tokens after so many mutations. */
    public static String of(List<String> tokens, int mutations, Random random) {
        List<String> mutated = new ArrayList<>(tokens);
        for (int i = 0; i < mutations; i++) {
            int at = random.nextInt(mutated.size());
            List<String> pool = random.nextInt(4) == 0 ? FOREIGN : tokens;
            String other = pool.get(random.nextInt(pool.size()));
            switch (random.nextInt(4)) {
                case 0 -> mutated.remove(at);
                case 1 -> mutated.add(at, other);
                case 2 -> Collections.swap(mutated, at, random.nextInt(mutated.size()));
                default -> mutated.set(at, other);
            }
        }
        return String.join("", mutated);
    }

    /** Fails unless the text is parsed, or all that keeps it from that is explained. */
    public static void check(String text, String what) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<SourceUnit> unit = Parser.parse(new SourceFile("a.nn", "", text), diagnostics);
        assertEquals(unit.isPresent(), diagnostics.isEmpty(), what);
        for (Diagnostic diagnostic : diagnostics.sorted()) {
            String rendered = DiagnosticRenderer.render(diagnostic);
            DiagnosticSize.check(diagnostic);
            String said = diagnostic.message() + diagnostic.help().orElse("") + diagnostic.related();
            GENERATED_WORDS.forEach(word -> assertFalse(said.contains(word), what + "\n" + rendered));
            assertTrue(rendered.startsWith("error[NN1"), what + "\n" + rendered);
            assertFalse(
                    diagnostic.message().matches("unexpected `[^`]*`"), () -> what + " is not explained\n" + rendered);
        }
    }
}
