package dev.nacre.maven;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormattingTest {

    @TempDir
    private Path directory;

    private Charset encoding = UTF_8;

    @Test
    void filesOfBothTreesAreFormatted() throws IOException {
        write("main/b.nn", "model B<relu>");
        write("main/p/a.nn", "model A < relu >\n");
        write("test/c.nn", "model C<relu>");
        Formatting formatting = formatting();
        List<FormattedInput> files = formatting.run();
        assertEquals(List.of("main/b.nn", "test/c.nn"), different(files));
        assertEquals("model B<relu>", read("main/b.nn"));

        formatting.write(files);
        assertEquals("model B < relu >\n", read("main/b.nn"));
        assertEquals("model C < relu >\n", read("test/c.nn"));
        assertEquals(List.of(), different(formatting.run()));
    }

    @Test
    void aFileWithMistakesIsLeftAloneBesideOthers() throws IOException {
        write("main/a.nn", "model A<relu tanh>");
        write("main/b.nn", "model B<relu>");
        List<FormattedInput> files = formatting().run();
        assertEquals(
                List.of(1, 0),
                files.stream().map(file -> file.mistakes().size()).toList());
        formatting().write(files);
        assertEquals("model A<relu tanh>", read("main/a.nn"));
        assertEquals("model B < relu >\n", read("main/b.nn"));
    }

    @Test
    void theEncodingIsThatOfTheProject() throws IOException {
        encoding = ISO_8859_1;
        write("main/a.nn", "model A<relu>// größe");
        formatting().write(formatting().run());
        assertEquals("model A < relu > // größe\n", read("main/a.nn"));
    }

    private Formatting formatting() {
        List<SourceTree> trees = Stream.of("main", "test", "missing")
                .map(root -> new SourceTree(directory, directory.resolve(root), List.of("**/*.nn"), List.of()))
                .toList();
        return new Formatting(trees, encoding);
    }

    private static List<String> different(List<FormattedInput> files) {
        return files.stream()
                .filter(file -> file.formatted().isPresent())
                .map(file -> file.input().path())
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, encoding);
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name), encoding);
    }
}
