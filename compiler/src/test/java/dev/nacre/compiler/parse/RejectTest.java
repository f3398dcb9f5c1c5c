package dev.nacre.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * For every {@code NAME.nn} in parse/reject, {@code NAME.errors} is what the user sees. Run with
 * {@code -Dnacre.update=true} to write the files anew, and read the difference.
 */
class RejectTest {

    private static final Path CASES = Path.of("src/test/resources/parse/reject");

    @TestFactory
    Stream<DynamicTest> everyFileGivesItsErrors() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".nn")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> givesErrors(file)));
        }
    }

    /** A file that is too large for this folder is in {@link HostileInputTest}. */
    @Test
    void everyCodeForTextAndSyntaxHasACase() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(CASES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".errors")).toList()) {
                all.append(Files.readString(file));
            }
        }
        List<DiagnosticCode> missing = Stream.of(DiagnosticCode.values())
                .filter(code -> code.name().startsWith("NN1") && code != DiagnosticCode.NN102)
                .filter(code -> all.indexOf("error[" + code + "]") < 0)
                .toList();
        assertEquals(List.of(), missing);
    }

    private static void givesErrors(Path path) throws IOException {
        Path errors = path.resolveSibling(path.getFileName().toString().replace(".nn", ".errors"));
        String rendered = render(path.getFileName().toString(), Files.readAllBytes(path));
        if (Boolean.getBoolean("nacre.update")) {
            Files.writeString(errors, rendered);
        }
        assertEquals(Files.readString(errors), rendered);
    }

    private static String render(String name, byte[] bytes) {
        Diagnostics diagnostics = new Diagnostics();
        var unit = SourceFile.decode(name, "", bytes, StandardCharsets.UTF_8, diagnostics)
                .flatMap(file -> Parser.parse(file, diagnostics));
        assertTrue(unit.isEmpty(), name + " has no errors");
        return diagnostics.sorted().stream()
                .map(DiagnosticRenderer::render)
                .collect(Collectors.joining("\n\n", "", "\n"));
    }
}
