package dev.nacre.compiler.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Valid files with random tokens taken out, put in, swapped and replaced: whatever comes out is explained. */
class MutationTest {

    private static final List<String> ACCEPTED = List.of("language-examples.nn", "everything.nn", "seed.nn");

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
            List<String> tokens =
                    MutatedText.tokens(Files.readString(Path.of("src/test/resources/parse/accept", name)));
            for (int seed = 0; seed < rounds; seed++) {
                String text = MutatedText.of(tokens, mutations, new Random(seed));
                MutatedText.check(text, name + ", seed " + seed);
            }
        }
    }
}
