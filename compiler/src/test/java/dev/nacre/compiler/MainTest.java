package dev.nacre.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    private static final String SEED = "model Seed < linear(3,16); relu; linear(16,1) >\n";

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path seed = folder;
    private Path wrong = folder;

    @BeforeEach
    void writeFiles() throws IOException {
        seed = Files.writeString(folder.resolve("seed.nn"), SEED);
        wrong = Files.writeString(folder.resolve("wrong.nn"), "model Wrong < linear(3, 16); linear(4, 1) >\n");
    }

    @Test
    void checkSaysNothingOfFilesWithoutMistakes() {
        assertEquals(0, run("check", seed.toString(), seed.toString()));
        assertEquals("", out());
        assertEquals("", err());
    }

    @Test
    void checkPrintsTheMistakesOfAllFiles() throws IOException {
        Path other = Files.writeString(folder.resolve("other.nn"), "model Other < lineer(3, 1) >\n");
        assertEquals(1, run("check", wrong.toString(), seed.toString(), other.toString()));
        assertEquals("", out());
        assertTrue(err().contains("error[NN203]: `linear` expects 4 inputs, but receives 16"), err());
        assertTrue(err().contains(wrong + ":1:30"), err());
        assertTrue(err().contains("error[NN201]: there is no layer `lineer`"), err());
        assertTrue(err().endsWith("2 errors" + System.lineSeparator()), err());
    }

    @Test
    void syntaxErrorsAndOtherEncodingsAreMistakesToo() throws IOException {
        Path syntax = Files.writeString(folder.resolve("syntax.nn"), "model < >");
        assertEquals(1, run("check", syntax.toString()));
        Path latin = Files.write(folder.resolve("latin.nn"), "// Größe\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(1, run("check", latin.toString()));
        assertTrue(err().contains("error[NN101]"), err());
    }

    @Test
    void summaryPrintsATableForEachModel() throws IOException {
        Path two = Files.writeString(folder.resolve("two.nn"), "model A (x: [3]) < relu > model B (x: [3]) < relu >");
        assertEquals(0, run("summary", seed.toString(), two.toString()));
        assertTrue(out().startsWith("Seed (x: [3]) -> (y: [1])"), out());
        assertTrue(out().contains("A (x: [3]) -> (y: [3])"), out());
        assertTrue(out().contains("B (x: [3]) -> (y: [3])"), out());
        assertEquals("", err());
    }

    @Test
    void graphDrawsTheOnlyModelOrTheNamedOne() throws IOException {
        Path two = Files.writeString(folder.resolve("two.nn"), "model A (x: [3]) < relu > model B (x: [3]) < relu >");
        assertEquals(0, run("graph", seed.toString()));
        assertTrue(out().contains("flowchart TD\n    in0([\"x: [3]\"]):::port\n"), out());
        out.reset();
        assertEquals(0, run("graph", "--format", "dot", "--model", "B", two.toString()));
        assertTrue(out().startsWith("digraph \"B\" {\n"), out());
        out.reset();
        assertEquals(2, run("graph", two.toString()));
        assertTrue(err().contains("the files have several models; name one with --model: A, B"), err());
        assertEquals(2, run("graph", "--model", "C", two.toString()));
        assertTrue(err().contains("there is no model C in the files, but A, B"), err());
        assertEquals(1, run("graph", wrong.toString()));
        assertEquals("", out());
    }

    @Test
    void generateTakesThePackageFromTheSourceDirectory() throws IOException {
        Path nested = Files.createDirectories(folder.resolve("nn/my-nets")).resolve("net.nn");
        Files.writeString(nested, SEED);
        String output = folder.resolve("out").toString();
        String sources = folder.resolve("nn").toString();
        assertEquals(1, run("generate", "--output", output, "--source-directory", sources, nested.toString()));
        assertTrue(err().contains("the directory `my-nets` is no Java package"), err());
        assertEquals(0, run("generate", "--output", output, nested.toString()));
    }

    @Test
    void sourcesAreWrittenOnlyWhenTheyChange() throws IOException {
        Path output = folder.resolve("new/out");
        Path file = output.resolve("com/acme/Net.java");
        Main.write(List.of(new GeneratedSource("com/acme/Net.java", "class Größe {}\n")), output);
        assertEquals("class Größe {}\n", Files.readString(file));

        FileTime old = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(file, old);
        Main.write(List.of(new GeneratedSource("com/acme/Net.java", "class Größe {}\n")), output);
        assertEquals(old, Files.getLastModifiedTime(file));

        Main.write(List.of(new GeneratedSource("com/acme/Net.java", "class Net {}\n")), output);
        assertEquals("class Net {}\n", Files.readString(file));
    }

    @Test
    void nothingIsWrittenOutsideOfTheOutputDirectory() {
        Path output = folder.resolve("out");
        for (String path : List.of(
                "../Net.java", "a/../../Net.java", folder.resolve("Net.java").toString())) {
            List<GeneratedSource> sources = List.of(new GeneratedSource(path, ""));
            assertThrows(IllegalStateException.class, () -> Main.write(sources, output));
            assertFalse(Files.exists(folder.resolve("Net.java")));
        }
    }

    @Test
    void anOutputDirectoryThatIsAFileIsNamed() throws IOException {
        Path blocked = Files.writeString(folder.resolve("blocked"), "");
        List<GeneratedSource> sources = List.of(new GeneratedSource("a/Net.java", ""));
        IOException thrown = assertThrows(IOException.class, () -> Main.write(sources, blocked));
        assertTrue(String.valueOf(thrown.getMessage()).startsWith("cannot write " + blocked));
    }

    @Test
    void filesOutsideOfTheSourceDirectoryAreRefused() {
        String output = folder.resolve("out").toString();
        assertEquals(2, run("generate", "--output", output, "--source-directory", output, seed.toString()));
        assertTrue(err().contains("seed.nn is not below the source directory"), err());
    }

    @Test
    void filesThatCannotBeReadAreNamed() {
        assertEquals(2, run("check", folder.resolve("missing.nn").toString()));
        assertTrue(err().contains("missing.nn: there is no such file"), err());
        assertEquals(2, run("check", folder.toString()));
        assertTrue(err().contains("it is a directory"), err());
    }

    @Test
    void linksToNothingAndPipesAreNamed() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("link.nn"), Path.of("gone.nn"));
        assertEquals(2, run("check", link.toString()));
        assertTrue(err().contains("link.nn: it is a link to gone.nn, which is not there"), err());

        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        Path pipe = folder.resolve("pipe.nn");
        new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();
        assertEquals(2, run("check", pipe.toString()));
        assertTrue(err().contains("pipe.nn: it is no regular file"), err());
    }

    @Test
    void formatRewritesOnlyWhatIsNotInTheStyle() throws IOException {
        Path done = Files.writeString(folder.resolve("done.nn"), "model Done < relu > // größe\n");
        FileTime old = FileTime.from(Instant.EPOCH);
        Files.setLastModifiedTime(done, old);
        assertEquals(0, run("format", seed.toString(), done.toString()));
        assertEquals("model Seed < linear(3, 16); relu; linear(16, 1) >\n", Files.readString(seed));
        assertEquals(old, Files.getLastModifiedTime(done));
        assertEquals(List.of("done.nn", "seed.nn", "wrong.nn"), names());
        assertEquals("", out() + err());
    }

    @Test
    void formatKeepsPermissionsAndFollowsLinks() throws IOException {
        var permissions = PosixFilePermissions.fromString("rw-r-----");
        Files.setPosixFilePermissions(seed, permissions);
        Path link = Files.createSymbolicLink(folder.resolve("link.nn"), seed);
        assertEquals(0, run("format", link.toString()));
        assertTrue(Files.isSymbolicLink(link));
        assertTrue(Files.readString(seed).contains("linear(3, 16)"));
        assertEquals(permissions, Files.getPosixFilePermissions(seed));
    }

    @Test
    void formatLeavesAFileWithMistakesAlone() throws IOException {
        Path syntax = Files.writeString(folder.resolve("syntax.nn"), "model  < >");
        assertEquals(1, run("format", syntax.toString(), seed.toString()));
        assertEquals("model  < >", Files.readString(syntax));
        assertTrue(Files.readString(seed).contains("linear(3, 16)"));
        assertTrue(err().endsWith("1 error" + System.lineSeparator()), err());
    }

    @Test
    void formatDoesNotMindWhatOnlyTheCheckerFinds() throws IOException {
        Files.writeString(wrong, "model Wrong<lineer(3,4)>");
        assertEquals(0, run("format", wrong.toString()));
        assertEquals("model Wrong < lineer(3, 4) >\n", Files.readString(wrong));
    }

    @Test
    void formatCheckNamesFilesAndWritesNothing() throws IOException {
        assertEquals(1, run("format", "--check", seed.toString(), wrong.toString()));
        assertEquals(seed + System.lineSeparator(), out());
        assertEquals(SEED, Files.readString(seed));
        out.reset();
        assertEquals(0, run("format", "--check", wrong.toString()));
        assertEquals("", out() + err());
    }

    @Test
    void formatReadsTheStandardInput() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream("model A<relu>// größe".getBytes(StandardCharsets.UTF_8)));
            assertEquals(0, run("format", "-"));
            assertEquals("model A < relu > // größe\n", out());
            out.reset();
            System.setIn(new ByteArrayInputStream("model A<relu>".getBytes(StandardCharsets.UTF_8)));
            assertEquals(1, run("format", "--check", "-"));
            assertEquals("-" + System.lineSeparator(), out());
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void wrongUsageShowsTheRightOne() {
        String file = seed.toString();
        for (List<String> line : List.of(
                List.<String>of(),
                List.of("compile", file),
                List.of("check"),
                List.of("check", "--output", "x", file),
                List.of("check", "-v", file),
                List.of("check", "-"),
                List.of("check", "--check", file),
                List.of("format"),
                List.of("format", "--check"),
                List.of("format", "-", file),
                List.of("format", "--output", "x", file),
                List.of("generate", file),
                List.of("graph", "--format", "svg", file),
                List.of("graph", "--model"),
                List.of("graph", "--model", "A", "--model", "B", file),
                List.of("summary", "--all-copies", file),
                List.of("generate", "--output"),
                List.of("generate", "--output", "a", "--output", "b", file),
                List.of("generate", "--output", "a"),
                List.of("summary", "\0"))) {
            err.reset();
            assertEquals(2, run(line.toArray(String[]::new)), line.toString());
            assertTrue(err().contains("usage: check [--source-directory DIR] FILE"), err());
        }
        assertEquals("", out());
    }

    @Test
    void importedFilesAreReadFromBelowTheSourceDirectory() throws IOException {
        Path nets = Files.createDirectories(folder.resolve("nets"));
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Path net = nets.resolve("net.nn");
        Files.writeString(net, "import \"../parts/a.nn\" as a;\nmodel Net (x: [a.SIZE]) < a.Body(2) >\n");
        Files.writeString(
                parts.resolve("a.nn"),
                "import \"b.nn\";\nconst SIZE = 2 * HALF;\nblock Body(d) < linear(d) >\nmodel Unasked (x: [1]) < >\n");
        Files.writeString(parts.resolve("b.nn"), "const HALF = 2;\n");

        assertEquals(1, run("check", net.toString()));
        assertTrue(err().contains("error[NN271]: `../parts/a.nn` is no path below the source directory"), err());
        err.reset();
        assertEquals(0, run("summary", "--source-directory", folder.toString(), net.toString()), err());
        assertTrue(out().startsWith("Net (x: [4]) -> (y: [2])"), out());
        assertFalse(out().contains("Unasked"));
    }

    @Test
    void aMistakeInAnImportedFileIsShownThere() throws IOException {
        Path net = folder.resolve("net.nn");
        Files.writeString(net, "import \"part.nn\";\nmodel Net (x: [3]) < Part >\n");
        Files.writeString(folder.resolve("part.nn"), "block Part < relo >\n");
        assertEquals(1, run("check", net.toString()));
        assertTrue(err().contains("error[NN201]: there is no layer `relo`"), err());
        assertTrue(err().contains("part.nn:1:14"), err());
        assertTrue(err().contains("uses `Part` here"), err());
        assertTrue(err().contains("1 error"), err());
    }

    @Test
    void helpIsNoMistake() {
        assertEquals(0, run("--help"));
        assertTrue(out().contains("generate --output DIR [--source-directory DIR] FILE"));
        assertEquals("", err());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private int run(String... words) {
        return Main.run(
                words,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
