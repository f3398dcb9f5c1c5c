package dev.nacre.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file in check/reject gives exactly the diagnostics in the file beside it. */
class RejectTest {

    private static final Path CASES = Path.of("src/test/resources/check/reject");

    @TestFactory
    Stream<DynamicTest> everyFileGivesItsDiagnostics() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".nn")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
        }
    }

    private static void compare(Path path) throws IOException {
        String name = path.getFileName().toString();
        Path expected = path.resolveSibling(name.replace(".nn", ".errors"));
        SourceFile file = new SourceFile(name, "", Files.readString(path));
        assertEquals(Files.readString(expected), Checking.of(file).rendered());
    }
}
