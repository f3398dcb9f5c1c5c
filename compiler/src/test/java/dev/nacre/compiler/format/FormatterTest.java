package dev.nacre.compiler.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.parse.Parser;
import dev.nacre.compiler.parse.SyntaxText;
import dev.nacre.compiler.parse.SyntaxTokens;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file {@code NAME.nn} in format/ is formatted to {@code NAME.formatted}; run with {@code -Dnacre.update=true} to
 * write these anew, and read the difference. Of any valid text, tree and comments stay, and a second time changes nothing.
 */
class FormatterTest {

    private static final Path PROJECT = Path.of("..");
    private static final Path CASES = Path.of("src/test/resources/format");
    private static final Pattern SNIPPET =
            Pattern.compile("^```nn.*?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> everyCaseIsFormattedAsExpected() throws IOException {
        return nnFiles(CASES).stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    String text = Files.readString(file);
                    Path formatted =
                            file.resolveSibling(file.getFileName().toString().replace(".nn", ".formatted"));
                    if (Boolean.getBoolean("nacre.update")) {
                        Files.writeString(formatted, format(text));
                    }
                    assertEquals(Files.readString(formatted), format(text));
                    isKept(text, file.toString());
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyFileOfTheProjectKeepsItsMeaning() throws IOException {
        return nnFiles(PROJECT).stream()
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    Diagnostics diagnostics = new Diagnostics();
                    Optional<SourceFile> decoded = SourceFile.decode(
                            "a.nn", "", Files.readAllBytes(file), StandardCharsets.UTF_8, diagnostics);
                    decoded.ifPresent(source -> isKeptOrReported(source.text(), file.toString()));
                }));
    }

    @Test
    void everySnippetOfTheDocumentationKeepsItsMeaning() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("docs"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".md")).toList()) {
                String text = Files.readString(file).replace("\r\n", "\n");
                SNIPPET.matcher(text).results().forEach(block -> isKeptOrReported(block.group(1), file.toString()));
            }
        }
    }

    @Test
    void thePageOnFormattingShowsTheStyle() throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/formatting.md")).replace("\r\n", "\n");
        List<String> snippets =
                SNIPPET.matcher(page).results().map(block -> block.group(1)).toList();
        assertFalse(snippets.isEmpty());
        snippets.forEach(snippet -> assertEquals(snippet, format(snippet)));
    }

    /** What users copy from is in the style that the formatter keeps. */
    @Test
    void theExamplesAndTheProjectsOfThePluginAreFormatted() throws IOException {
        for (String folder : List.of("examples", "maven-plugin/src/it")) {
            List<Path> files = nnFiles(PROJECT.resolve(folder));
            assertFalse(files.isEmpty());
            for (Path file : files) {
                if (!file.toString().contains("unformatted")) {
                    assertEquals(format(Files.readString(file)), Files.readString(file), file.toString());
                }
            }
        }
    }

    @Test
    void aThousandRandomProgramsKeepMeaningAndComments() {
        for (int seed = 0; seed < 400; seed++) {
            isKept(RandomPrograms.of(seed), "seed " + seed);
        }
    }

    @Test
    void linesEndWithLineFeedsAndHaveNoSpacesBeforeThem() {
        String text = "model A <  \r\n\r\n\r\n  relu; // remark \t\r  tanh >\f\r\n/* a \r\n  b */";
        assertEquals("model A <\n  relu; // remark\n  tanh\n>\n/* a\n  b */\n", format(text));
    }

    @Test
    void aFileWithoutDeclarationsMayHaveComments() {
        assertEquals("", format(""));
        assertEquals("", format(" \n\n"));
        assertEquals("// a\n\n/* b */\n", format("\n\n// a\n\n\n/* b */"));
    }

    @Test
    void aFileWithErrorsIsReported() {
        Diagnostics diagnostics = new Diagnostics();
        SourceFile file = new SourceFile("a.nn", "", "model A < relu tanh >");
        assertTrue(Formatter.format(file, diagnostics).isEmpty());
        assertEquals(
                List.of(DiagnosticCode.NN140),
                diagnostics.sorted().stream().map(d -> d.code()).toList());
    }

    @Test
    void theDeepestAndTheLongestFilesAreFormattedOnASmallStack() throws Exception {
        String deep = "model M " + "<chain".repeat(99) + "<>" + ">".repeat(99) + "const A = " + "f([".repeat(50) + "1"
                + "])".repeat(50) + ";";
        String chatty = "model M < relu" + " /* c */".repeat(10_000) + " >" + " // d\n".repeat(10_000);
        String wide = "model M < " + "relu; ".repeat(20_000) + "sum < " + "relu | ".repeat(5_000) + "> >";
        FutureTask<Void> task = new FutureTask<>(
                () -> {
                    isKept(deep, "deep");
                    isKept(wide, "wide");
                    isKept(chatty, "chatty");
                },
                null);
        Thread thread = new Thread(null, task, "small stack", 512 << 10);
        thread.start();
        thread.join();
        task.get();
    }

    private static void isKeptOrReported(String text, String what) {
        Diagnostics expected = new Diagnostics();
        if (Parser.parse(new SourceFile("a.nn", "", text), expected).isPresent()) {
            isKept(text, what);
            return;
        }
        Diagnostics diagnostics = new Diagnostics();
        assertTrue(
                Formatter.format(new SourceFile("a.nn", "", text), diagnostics).isEmpty(), what);
        assertEquals(expected.sorted().size(), diagnostics.sorted().size(), what);
    }

    private static void isKept(String text, String what) {
        String once = format(text);
        assertEquals(tree(text), tree(once), what);
        assertEquals(comments(text), comments(once), what);
        assertEquals(once, format(once), what);
    }

    private static String format(String text) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<String> formatted = Formatter.format(new SourceFile("a.nn", "", text), diagnostics);
        assertEquals(List.of(), diagnostics.sorted(), text);
        return formatted.orElseThrow();
    }

    private static String tree(String text) {
        return SyntaxText.of(Parser.parse(new SourceFile("a.nn", "", text), new Diagnostics())
                .orElseThrow());
    }

    /** All of them, each with the token before it, and without the white space in which they may differ. */
    private static List<String> comments(String text) {
        StringBuilder behind = new StringBuilder();
        List<String> comments = new ArrayList<>();
        for (var token : SyntaxTokens.of(new SourceFile("a.nn", "", text))) {
            if (token.isComment()) {
                comments.add(behind + token.text().replaceAll("\\s+", ""));
            } else if (!token.text().equals(";") && !token.text().equals(",")) {
                behind.setLength(0);
                behind.append(token.text()).append(' ');
            }
        }
        return comments;
    }

    private static List<Path> nnFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file ->
                            file.toString().endsWith(".nn") && !file.toString().contains("target"))
                    .sorted()
                    .toList();
        }
    }
}
