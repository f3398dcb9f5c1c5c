package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.Compilation;
import dev.nacre.compiler.CompilerOptions;
import dev.nacre.compiler.GeneratedSource;
import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the generated text itself promises: no warnings, the same bytes every time, and nothing of the user's that Java would obey. */
class GeneratedSourceTest {

    private static final Path PINNED = Path.of("src/test/resources/generated/scorer");

    private static final String SCORER = """
            package com.acme.nets;

            /** Scores a visitor. */
            model Scorer (x: [3]) -> (y: [1]) < linear(3,16); relu; linear(16,1) >
            """;

    /** Every way we know to break out of a comment, a Javadoc or a string. */
    private static final String HOSTILE = """
            /** Ends here *\\u002f class Evil {} /* {@link Nowhere} @throws Everything <b> \\u000a System.exit(1); */
            @java(name = "Tame")
            model Wild (image: [4]) -> (record: [2]) < a: linear(8); relu; b: linear(2) >
            """;

    @Test
    void theUsersTextIsOnlyText() {
        CompiledModels models =
                CompiledModels.of(new SourceFile("odd \\u000a System.exit(1); name's.nn", "test", HOSTILE));
        assertEquals(List.of(), models.warnings());
        Set<String> classes = new HashSet<>(models.classes().keySet());
        classes.removeIf(name -> name.startsWith("test.Tame"));
        assertEquals(Set.of(), classes);
    }

    @Test
    void theTextIsTheSameInEveryLocaleAndOrderAndWithAnyLineEnds() {
        List<SourceFile> files = new ArrayList<>(List.of(
                new SourceFile("a.nn", "test", "model Info (input: [3]) < linear(12345); gelu >\n"),
                new SourceFile("b.nn", "test", SCORER)));
        List<GeneratedSource> expected = generate(files);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertEquals(expected, generate(files));
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(expected, generate(files));
        } finally {
            Locale.setDefault(before);
        }
        Collections.reverse(files);
        assertEquals(new HashSet<>(expected), new HashSet<>(generate(files)));
        files.set(0, new SourceFile("b.nn", "test", SCORER.replace("\n", "\r\n")));
        assertEquals(new HashSet<>(expected), new HashSet<>(generate(files)));
    }

    /** So that the text is never correct but strange: whoever changes it reads it here. */
    @Test
    void theSourcesOfASmallModelAreTheseToTheByte() throws IOException {
        for (GeneratedSource source : generate(List.of(new SourceFile("scorer.nn", "", SCORER)))) {
            String name = Path.of(source.path()).getFileName().toString();
            Path file = PINNED.resolve(name.replace(".java", ".txt"));
            if (Boolean.getBoolean("nacre.update")) {
                Files.createDirectories(PINNED);
                Files.writeString(file, source.text());
            }
            assertEquals(Files.readString(file), source.text(), "-Dnacre.update=true rewrites " + file);
        }
    }

    @Test
    void theReadmeShowsWhatIsReallyGenerated() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));
        String nn = between(readme, "```nn\npackage", "```");
        String excerpt = between(readme, "```java\n/**", "```");
        String generated = generate(List.of(new SourceFile("scorer.nn", "", "package" + nn))).stream()
                .map(GeneratedSource::text)
                .collect(Collectors.joining());
        List<String> missing = excerpt.lines()
                .filter(line -> !line.contains("…") && !generated.contains(line + "\n"))
                .toList();
        assertEquals(List.of(), missing);
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static List<GeneratedSource> generate(List<SourceFile> files) {
        Compilation compilation = NnCompiler.compile(files, CompilerOptions.defaults());
        assertEquals(List.of(), compilation.diagnostics());
        return compilation.sources();
    }
}
