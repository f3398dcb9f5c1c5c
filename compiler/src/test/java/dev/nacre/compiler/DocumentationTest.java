package dev.nacre.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The documentation keeps its word. In the guides to the language, {@code nn} blocks compile. In the list of errors, the
 * {@code nn} blocks of a code's entry give that code and nothing else, a {@code text} block right behind one is what is
 * printed, and {@code nn fixed} blocks compile. An {@code nn file NAME} block is a file that the other blocks of its entry may
 * import.
 */
class DocumentationTest {

    /** Codes whose examples would be too long for a page, or no text at all. */
    private static final Set<String> WITHOUT_EXAMPLE = Set.of("NN101", "NN102", "NN112", "NN301", "NN302");

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern ENTRY = Pattern.compile("^### (NN\\d{3}) (.*)$", Pattern.MULTILINE);
    /** A text with a mistake, and right behind it what is printed. */
    private static final Pattern MISTAKE = Pattern.compile(
            "^```text\\n([^`]*)^```\\n```text\\n(error.*?--> (\\S+):\\d+:\\d+\\n.*?)^```\\n",
            Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern BLOCK = Pattern.compile(
            "^```(nn|nn fixed)\\n(.*?)^```\\n(?:```text\\n(.*?)^```\\n)?", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern FILE =
            Pattern.compile("^```nn file (\\S+)\\n(.*?)^```\\n", Pattern.MULTILINE | Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> theSnippetsOfTheGuidesCompile() throws IOException {
        String guides = read(DOCS.resolve("language.md")) + read(DOCS.resolve("initialisers.md"));
        List<SourceFile> imported = files(guides);
        return blocks(guides)
                .map(block -> DynamicTest.dynamicTest(
                        firstLine(block.group(2)),
                        () -> assertEquals(List.of(), diagnostics(block.group(2), imported))));
    }

    @TestFactory
    Stream<DynamicTest> theMistakesInTheGuideArePrintedAsItSays() throws IOException {
        return MISTAKE.matcher(read(DOCS.resolve("language.md")))
                .results()
                .map(mistake -> DynamicTest.dynamicTest(mistake.group(3), () -> {
                    SourceFile file = new SourceFile(mistake.group(3), "", mistake.group(1));
                    List<Diagnostic> diagnostics = NnCompiler.compile(List.of(file), CompilerOptions.defaults())
                            .diagnostics();
                    assertEquals(1, diagnostics.size());
                    assertEquals(mistake.group(2), DiagnosticRenderer.render(diagnostics.get(0)) + "\n");
                }));
    }

    @TestFactory
    Stream<DynamicTest> theSnippetsOfAnErrorGiveThatError() throws IOException {
        return entries().stream().flatMap(entry -> blocks(entry.text())
                .map(block -> DynamicTest.dynamicTest(
                        entry.code() + ": " + firstLine(block.group(2)), () -> check(entry, block))));
    }

    @Test
    void everyCodeHasOneEntryUnderItsTitle() throws IOException {
        Set<String> documented = new TreeSet<>();
        for (Entry entry : entries()) {
            assertEquals(DiagnosticCode.valueOf(entry.code()).title(), entry.title());
            assertTrue(documented.add(entry.code()), entry.code() + " has two entries");
            assertEquals(
                    WITHOUT_EXAMPLE.contains(entry.code()),
                    blocks(entry.text()).findAny().isEmpty(),
                    entry.code() + " and its example");
        }
        Set<String> codes =
                Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::name).collect(Collectors.toSet());
        codes.removeAll(documented);
        assertEquals(Set.of(), codes);
    }

    private static void check(Entry entry, MatchResult block) {
        List<Diagnostic> diagnostics = diagnostics(block.group(2), files(entry.text()));
        if (block.group(1).equals("nn fixed")) {
            assertEquals(List.of(), diagnostics);
            return;
        }
        assertFalse(diagnostics.isEmpty());
        diagnostics.forEach(
                diagnostic -> assertEquals(entry.code(), diagnostic.code().name()));
        if (block.group(3) != null) {
            assertEquals(
                    block.group(3),
                    diagnostics.stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n\n", "", "\n")));
        }
    }

    private static List<Diagnostic> diagnostics(String text, List<SourceFile> others) {
        List<SourceFile> files = new ArrayList<>(others);
        files.add(new SourceFile("example.nn", "", text));
        return NnCompiler.verify(files, List.of(), CompilerOptions.defaults()).diagnostics();
    }

    /** The files that the blocks of an entry may import. */
    private static List<SourceFile> files(String text) {
        return FILE.matcher(text)
                .results()
                .map(file -> new SourceFile(file.group(1), directory(file.group(1)), file.group(2)))
                .toList();
    }

    private static String directory(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static List<Entry> entries() throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(DOCS)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("errors"))
                    .sorted()
                    .toList()) {
                entries.addAll(entries(read(file)));
            }
        }
        assertFalse(entries.isEmpty());
        return entries;
    }

    private static List<Entry> entries(String text) {
        List<MatchResult> headings = ENTRY.matcher(text).results().toList();
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            int end = i + 1 < headings.size() ? headings.get(i + 1).start() : text.length();
            MatchResult heading = headings.get(i);
            entries.add(new Entry(heading.group(1), heading.group(2), text.substring(heading.end(), end)));
        }
        return entries;
    }

    private static Stream<MatchResult> blocks(String text) {
        return BLOCK.matcher(text).results();
    }

    private static String firstLine(String block) {
        return block.lines().findFirst().orElse("(empty)");
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }

    /** What the documentation says of one code. */
    private record Entry(String code, String title, String text) {}
}
