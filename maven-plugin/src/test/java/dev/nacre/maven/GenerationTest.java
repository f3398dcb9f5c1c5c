package dev.nacre.maven;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationTest {

    @TempDir
    private Path directory;

    private Project project;

    @BeforeEach
    void createProject() {
        project = new Project(directory);
    }

    @Test
    void theFirstRunWritesAClassForEachModel() throws IOException {
        Outcome outcome = project.write("com/acme/nets.nn", "Scorer\nRanker\n").run();

        assertEquals(List.of("com/acme/Scorer.java", "com/acme/Ranker.java"), outcome.written());
        assertEquals(List.of("com/acme/Ranker.java", "com/acme/Scorer.java"), project.outputs());
        assertEquals("class Scorer 4\n", Files.readString(project.output("com/acme/Scorer.java")));
    }

    @Test
    void theCompilerSeesPathsRelativeToTheProjectInOrder() throws IOException {
        project.write("b.nn", "B").write("a/z.nn", "Z").write("a.nn", "A").run();

        List<SourceFile> files = project.compilations.get(0);
        assertEquals(
                List.of("src/main/nn/a.nn", "src/main/nn/a/z.nn", "src/main/nn/b.nn"),
                files.stream().map(SourceFile::path).toList());
        assertEquals(
                List.of("", "a", ""), files.stream().map(SourceFile::directory).toList());
    }

    @Test
    void aSecondRunWithoutAChangeNeitherCompilesNorWrites() throws IOException {
        project.write("a.nn", "A").run();
        Outcome outcome = project.run();

        assertEquals(1, project.compilations.size());
        assertEquals(List.of(), outcome.written());
        assertEquals(Project.LONG_AGO, Files.getLastModifiedTime(project.output("A.java")));
        assertEquals(Project.LONG_AGO, Files.getLastModifiedTime(project.manifest()));
    }

    @Test
    void aChangeOfOneFileWritesOnlyWhatDiffers() throws IOException {
        project.write("a.nn", "A").write("b.nn", "B").run();
        Outcome outcome = project.write("b.nn", "B\nC").run();

        assertEquals(List.of("C.java"), outcome.written());
        assertEquals(List.of(), outcome.deleted());
    }

    @Test
    void aCommentThatChangesNothingWritesNothing() throws IOException {
        project.write("a.nn", "A").run();
        Outcome outcome = project.write("a.nn", "\nA\r\n\r\n").run();

        assertEquals(2, project.compilations.size());
        assertEquals(List.of(), outcome.written());
    }

    @Test
    void aDeletedSourceTakesItsOutputsAndEmptyDirectoriesAlong() throws IOException {
        project.write("a.nn", "A").write("p/q/b.nn", "B").run();
        Files.delete(project.source("p/q/b.nn"));
        Outcome outcome = project.run();

        assertEquals(List.of("p/q/B.java"), outcome.deleted());
        assertEquals(List.of("A.java"), project.outputs());
        assertFalse(Files.exists(project.output("p")));
    }

    @Test
    void aVanishedSourceDirectoryTakesAllOutputsAlong() throws IOException {
        project.write("a.nn", "A").run();
        Files.delete(project.source("a.nn"));
        Files.delete(project.source(""));
        Outcome outcome = project.run();

        assertEquals(List.of("A.java"), outcome.deleted());
        assertEquals(List.of(), project.outputs());
    }

    @Test
    void withoutASourceDirectoryNothingHappens() throws IOException {
        Outcome outcome = project.run();

        assertEquals(List.of(), outcome.inputs());
        assertFalse(Files.exists(directory.resolve("target")));
    }

    @Test
    void aFileOfTheUsersInTheOutputDirectorySurvives() throws IOException {
        project.write("p/a.nn", "A").run();
        project.write(project.output("p/Mine.java"), "class Mine {}");
        Files.delete(project.source("p/a.nn"));
        project.run();

        assertEquals(List.of("p/Mine.java"), project.outputs());
    }

    @Test
    void aMistakeLeavesOutputsAndManifestAsTheyWere() throws IOException {
        project.write("a.nn", "A").write("b.nn", "B").run();
        byte[] manifest = Files.readAllBytes(project.manifest());
        Files.delete(project.source("a.nn"));
        Outcome outcome = project.write("b.nn", "B\nC !").write("c.nn", "!\n!").run();

        assertEquals(
                List.of("src/main/nn/b.nn:2:3", "src/main/nn/c.nn:1:1", "src/main/nn/c.nn:2:1"),
                outcome.diagnostics().stream().map(d -> d.span().toString()).toList());
        assertEquals(List.of("A.java", "B.java"), project.outputs());
        assertArrayEquals(manifest, Files.readAllBytes(project.manifest()));
    }

    @Test
    void theRunAfterAMistakeDeletesWhatTheMistakeKept() throws IOException {
        project.write("a.nn", "A").write("b.nn", "B").run();
        Files.delete(project.source("a.nn"));
        project.write("b.nn", "!").run();
        project.write("b.nn", "B").run();

        assertEquals(List.of("B.java"), project.outputs());
    }

    @Test
    void aMistakeIsReportedAgainByTheNextRun() throws IOException {
        project.write("a.nn", "!").run();

        assertEquals(1, project.run().diagnostics().size());
    }

    @Test
    void textThatIsNotInTheEncodingIsReportedBesideTheMistakesOfOtherFiles() throws IOException {
        project.write("a.nn", "!");
        project.encoding = ISO_8859_1;
        project.write("b.nn", "\u00e4");
        project.encoding = UTF_8;
        Outcome outcome = project.run();

        assertEquals(
                List.of("a.nn", "b.nn"),
                outcome.diagnostics().stream().map(d -> d.span().file().name()).toList());
    }

    @Test
    void aMissingOrEditedOutputIsRestored() throws IOException {
        project.write("a.nn", "A\nB").run();
        Files.delete(project.output("A.java"));
        project.write(project.output("B.java"), "edited");

        assertEquals(List.of("A.java", "B.java"), project.run().written());
        assertEquals("class B 4\n", Files.readString(project.output("B.java")));
    }

    @Test
    void anotherCompilerSettingOrEncodingCompilesAgain() throws IOException {
        project.write("a.nn", "A").run();
        project.compilerIdentity = "2";
        project.run();
        assertEquals(2, project.compilations.size());

        project.targets = Set.of(Target.SCALAR);
        assertEquals(List.of("A.java"), project.run().written());

        project.encoding = ISO_8859_1;
        project.run();
        assertEquals(4, project.compilations.size());
    }

    @Test
    void filesAreChosenByPattern() throws IOException {
        project.write("a.nn", "A")
                .write("p/b.nn", "B")
                .write("p/draft/c.nn", "C")
                .write("p/notes.txt", "D");
        project.excludes = List.of("**/draft/**");
        project.run();
        assertEquals(List.of("A.java", "p/B.java"), project.outputs());

        project.includes = List.of("p/**/*.nn");
        project.excludes = List.of();
        project.run();
        assertEquals(List.of("p/B.java", "p/draft/C.java"), project.outputs());
    }

    @Test
    void whatIsCalledLikeAFileAndIsNoneIsToldOf() throws IOException {
        project.write("p/a.nn", "A");
        Path link = Files.createSymbolicLink(project.source("p/b.nn"), Path.of("gone.nn"));
        assertEquals(
                "src/main/nn/p/b.nn is a link to gone.nn, which is not there; remove it, or name it in `excludes`",
                assertThrows(IOException.class, project::run).getMessage());
        Files.delete(link);

        Files.createDirectories(project.source("p/c.nn"));
        assertEquals(
                "src/main/nn/p/c.nn is a directory, and no file; remove it, or name it in `excludes`",
                assertThrows(IOException.class, project::run).getMessage());

        project.excludes = List.of("**/c.nn");
        project.run();
        assertEquals(List.of("p/A.java"), project.outputs());
    }

    @Test
    void aPipeIsNotReadFrom() throws IOException, InterruptedException {
        project.write("a.nn", "A");
        Path pipe = project.source("b.nn");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();
        assertEquals(
                "src/main/nn/b.nn is no regular file; remove it, or name it in `excludes`",
                assertThrows(IOException.class, project::run).getMessage());
    }

    @Test
    void aLinkToAFileIsAFile() throws IOException {
        Path elsewhere = directory.resolve("elsewhere.nn");
        project.write("a.nn", "A").write(elsewhere, "B");
        Files.createSymbolicLink(project.source("b.nn"), elsewhere);
        project.run();
        assertEquals(List.of("A.java", "B.java"), project.outputs());
    }

    @Test
    void spacesAndLettersBeyondAsciiInPathsAreFine() throws IOException {
        project = new Project(directory.resolve("Mein Projekt \u00e4\u00f6 \u7db2"));
        project.write("netze \u00fc/a b.nn", "Gr\u00f6\u00dfe").run();
        assertEquals(List.of("netze \u00fc/Gr\u00f6\u00dfe.java"), project.outputs());

        project.run();
        assertEquals(1, project.compilations.size());
        Files.delete(project.source("netze \u00fc/a b.nn"));
        project.run();
        assertEquals(List.of(), project.outputs());
    }

    @Test
    void aManifestThatPointsElsewhereDeletesNothing() throws IOException {
        Path outside = directory.resolve("target/precious");
        project.write(outside, "x").write("a.nn", "A").run();
        String hash = Fingerprint.of(Files.readAllBytes(outside));
        for (String path : List.of("../../precious", outside.toString(), "p/../../../precious", "\0", ".")) {
            project.write(project.manifest(), Files.readString(project.manifest()) + hash + " " + path + "\n");
        }
        project.write("a.nn", "B").run();

        assertTrue(Files.exists(outside));
        assertEquals(List.of("B.java"), project.outputs());
    }

    @Test
    void aLinkOutOfTheOutputDirectoryIsNotFollowed() throws IOException {
        Path outside = directory.resolve("elsewhere/A.java");
        project.write("link/a.nn", "A").run();
        project.write(outside, Files.readString(project.output("link/A.java")));
        Files.delete(project.output("link/A.java"));
        Files.delete(project.output("link"));
        Files.createSymbolicLink(project.output("link"), outside.getParent());
        Files.delete(project.source("link/a.nn"));
        project.run();

        assertTrue(Files.exists(outside));
    }

    @Test
    void aDamagedManifestIsTakenForNone() throws IOException {
        project.write("a.nn", "A").run();
        String good = Files.readString(project.manifest());
        for (String damaged :
                List.of("", "nacre", "\u0000\u0001", good.substring(0, good.length() - 20), "x\n" + good)) {
            project.write(project.manifest(), damaged);
            project.run();
            assertEquals(good, Files.readString(project.manifest()), () -> "from " + damaged);
        }
        Files.write(project.manifest(), new byte[] {(byte) 0xff, (byte) 0xfe});
        project.run();
        assertEquals(good, Files.readString(project.manifest()));
    }

    @Test
    void twoProjectsInDifferentPlacesGetTheSameManifest() throws IOException {
        Project other = new Project(directory.resolve("other"));
        other.write("a.nn", "A").run();
        project.write("a.nn", "A").run();
        assertEquals(Files.readString(other.manifest()), Files.readString(project.manifest()));

        project.write("a.nn", "A\n").run();
        assertNotEquals(Files.readString(other.manifest()), Files.readString(project.manifest()));
    }
}
