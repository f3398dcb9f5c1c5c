package dev.nacre.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.DiagnosticSize;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Valid files with random tokens taken out, put in, swapped and replaced: whatever comes out is explained. */
class MutationTest {

    private static final List<String> ACCEPTED = List.of("language-examples.nn", "everything.nn", "seed.nn");
    private static final List<String> FOREIGN = List.of(
            "{", "}", "$", "==", "=>", "\"", "'a'", "1_", "2d", "é", "#", "/*", "^", "!", "\u0000", ":=", "**", "\\");
    private static final List<String> GENERATED_WORDS =
            List.of("<EOF>", "no viable", "mismatched input", "extraneous input", "token recognition", "expecting");

    @Test
    void aFileWithOneMutationIsParsedOrExplained() throws IOException {
        mutate(500, 1);
    }

    @Test
    void aFileWithManyMutationsIsParsedOrExplained() throws IOException {
        mutate(100, 12);
    }

    private static void mutate(int rounds, int mutations) throws IOException {
        for (String name : ACCEPTED) {
            List<String> tokens = tokens(Files.readString(Path.of("src/test/resources/parse/accept", name)));
            for (int seed = 0; seed < rounds; seed++) {
                check(mutated(tokens, mutations, new Random(seed)), name + ", seed " + seed);
            }
        }
    }

    /** The text cut into tokens and the blanks and comments between them. */
    private static List<String> tokens(String text) {
        SourceFile file = new SourceFile("a.nn", "", text);
        return Tokens.of(file).getTokens().stream()
                .filter(token -> token.getType() != org.antlr.v4.runtime.Token.EOF)
                .map(org.antlr.v4.runtime.Token::getText)
                .toList();
    }

    private static String mutated(List<String> tokens, int mutations, Random random) {
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

    private static void check(String text, String what) {
        Diagnostics diagnostics = new Diagnostics();
        boolean isValid =
                Parser.parse(new SourceFile("a.nn", "", text), diagnostics).isPresent();
        assertEquals(isValid, diagnostics.isEmpty(), what);
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
