package dev.nacre.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every file in check/reject gives exactly the diagnostics in the file beside it. */
class RejectTest {

    private static final Path CASES = Path.of("src/test/resources/check/reject");

    /** Files that are too large to be kept as a case, which HostileInputTest has; models that pass the check, in SourceSizeTest. */
    private static final Set<String> WITHOUT_CASE = Set.of("NN102", "NN264", "NN301", "NN302");

    @TestFactory
    Stream<DynamicTest> everyFileGivesItsDiagnostics() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".nn")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
        }
    }

    /** Of the codes for text and syntax, the cases of the parser are asked. */
    @Test
    void everyCodeOccursInACase() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (DiagnosticCode code : DiagnosticCode.values()) {
            missing.add(code.name());
        }
        for (Path cases : List.of(CASES, Path.of("src/test/resources/parse/reject"))) {
            try (Stream<Path> files = Files.list(cases)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".errors"))
                        .toList()) {
                    String text = Files.readString(file);
                    missing.removeIf(code -> text.contains("error[" + code + "]"));
                }
            }
        }
        assertEquals(WITHOUT_CASE, missing);
    }

    private static void compare(Path path) throws IOException {
        String name = path.getFileName().toString();
        Path expected = path.resolveSibling(name.replace(".nn", ".errors"));
        String text = Files.readString(path);
        List<SourceFile> imported = text.contains("import \"") ? libraries() : List.of();
        String found = Checking.of(new SourceFile(name, "", text), imported).rendered();
        if (Boolean.getBoolean("nacre.update")) {
            Files.writeString(expected, found);
        }
        assertEquals(Files.readString(expected), found);
    }

    /** Files that the cases import. */
    private static List<SourceFile> libraries() throws IOException {
        List<SourceFile> libraries = new ArrayList<>();
        try (Stream<Path> files = Files.list(CASES.resolve("lib"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                libraries.add(new SourceFile("lib/" + name, "lib", Files.readString(file)));
            }
        }
        return libraries;
    }
}
