package dev.nacre.compiler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceFileTest {

    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void linesEndInAnyOfTheThreeWays() {
        SourceFile file = new SourceFile("a.nn", "", "a\nbb\r\nccc\rd\n\r\ne");
        assertEquals("a.nn:1:1", at(file, "a"));
        assertEquals("a.nn:2:2", file.span(3, 4).toString());
        assertEquals("a.nn:3:1", at(file, "c"));
        assertEquals("a.nn:4:1", at(file, "d"));
        assertEquals("a.nn:6:1", at(file, "e"));
        assertEquals(
                "a.nn:6:2",
                file.span(file.text().length(), file.text().length()).toString());
    }

    @Test
    void columnsCountCodePoints() {
        assertEquals("a.nn:1:3", at(new SourceFile("a.nn", "", "é\uD83D\uDE00x"), "x"));
    }

    @Test
    void linesOfEveryPositionAgreeWithCountingThem() {
        String text = "one\r\n\r\ntwo\rthree\n\n\r".repeat(20);
        SourceFile file = new SourceFile("a.nn", "", text);
        for (int i = 0; i <= text.length(); i++) {
            String before = text.substring(0, i) + (i < text.length() && text.charAt(i) == '\n' ? "\n" : "");
            long breaks = before.replace("\r\n", "\n")
                    .replace('\r', '\n')
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            boolean onBreak = i < text.length() && text.charAt(i) == '\n';
            assertEquals(breaks + (onBreak ? 0 : 1), file.span(i, i).line(), "at " + i);
        }
    }

    @Test
    void aByteOrderMarkIsDropped() {
        byte[] bytes = "\uFEFFmodel".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                "model", decode(bytes, StandardCharsets.UTF_8).orElseThrow().text());
        assertEquals(
                "é",
                decode(new byte[] {(byte) 0xE9}, StandardCharsets.ISO_8859_1)
                        .orElseThrow()
                        .text());
        assertTrue(diagnostics.isEmpty());
    }

    @Test
    void aMalformedByteIsLocated() {
        byte[] bytes = {'a', '\n', (byte) 0xC3, (byte) 0xA9, 'b', (byte) 0xFF, 'c'};
        assertEquals(Optional.empty(), decode(bytes, StandardCharsets.UTF_8));
        assertEquals("""
                error[NN101]: byte 6 of the file, 0xFF, is not UTF-8 text
                  --> dir/a.nn:2:3
                   |
                 2 | éb\uFFFDc
                   |   ^
                   = help: save the file as UTF-8, or tell the build its encoding""", rendered());
    }

    @Test
    void aTruncatedCharacterAtTheEndIsLocated() {
        assertEquals(Optional.empty(), decode(new byte[] {'a', (byte) 0xC3}, StandardCharsets.UTF_8));
        assertTrue(
                rendered().startsWith("error[NN101]: byte 2 of the file, 0xC3, is not UTF-8 text\n  --> dir/a.nn:1:2"));
    }

    @Test
    void utf16IsRecognised() {
        assertEquals(
                Optional.empty(), decode("\uFEFFmodel".getBytes(StandardCharsets.UTF_16LE), StandardCharsets.UTF_8));
        assertTrue(rendered().endsWith("= help: the file looks like UTF-16; save it as UTF-8"), rendered());
    }

    @Test
    void aFileHasALargestSize() {
        assertTrue(
                decode(new byte[SourceFile.SIZE_LIMIT], StandardCharsets.UTF_8).isPresent());
        assertEquals(Optional.empty(), decode(new byte[SourceFile.SIZE_LIMIT + 1], StandardCharsets.UTF_8));
        assertEquals("""
                error[NN102]: the file has 1,048,577 bytes; the limit is 1,048,576
                  --> dir/a.nn:1:1
                   = help: divide it into several files and `import` one from the other""", rendered());
    }

    private Optional<SourceFile> decode(byte[] bytes, Charset charset) {
        return SourceFile.decode("dir/a.nn", "dir", bytes, charset, diagnostics);
    }

    private String rendered() {
        return DiagnosticRenderer.render(diagnostics.sorted().get(0));
    }

    private static String at(SourceFile file, String text) {
        int start = file.text().indexOf(text);
        return file.span(start, start + text.length()).toString();
    }
}
