package dev.nacre.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file {@code NAME.nn} in parse/accept is valid, and its tree is the one in {@code NAME.tree}. Run with
 * {@code -Dnacre.update=true} to write the trees anew, and read the difference.
 */
class AcceptTest {

    private static final Path CASES = Path.of("src/test/resources/parse/accept");

    @TestFactory
    Stream<DynamicTest> everyFileParsesToItsTree() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".nn")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> parses(file)));
        }
    }

    private static void parses(Path path) throws IOException {
        SourceFile file = new SourceFile(path.getFileName().toString(), "", Files.readString(path));
        Diagnostics diagnostics = new Diagnostics();
        var unit = Parser.parse(file, diagnostics);
        assertEquals(List.of(), diagnostics.sorted());
        assertTrue(unit.isPresent());
        Path tree = path.resolveSibling(path.getFileName().toString().replace(".nn", ".tree"));
        String text = SyntaxText.of(unit.orElseThrow());
        if (Boolean.getBoolean("nacre.update")) {
            Files.writeString(tree, text);
        }
        assertEquals(Files.readString(tree), text);
    }
}
