package dev.nacre.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.place.Placement;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every file in check/accept has no mistakes, and its models have the summaries in the file beside it; run with
 * {@code -Dnacre.update=true} to write the summaries anew, and read the difference.
 */
class AcceptedModelsTest {

    private static final Path CASES = Path.of("src/test/resources/check/accept");

    @TestFactory
    Stream<DynamicTest> everyFileHasItsSummaries() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.filter(file -> file.toString().endsWith(".nn")).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> compare(file)));
        }
    }

    private static void compare(Path path) throws IOException {
        String name = path.getFileName().toString();
        SourceFile file = new SourceFile(name, "", Files.readString(path));
        Compilation compilation = NnCompiler.compile(List.of(file), CompilerOptions.defaults());
        assertEquals(List.of(), compilation.diagnostics());
        String summaries = compilation.networks().stream()
                .map(AcceptedModelsTest::summary)
                .collect(Collectors.joining("\n\n", "", "\n"));
        Path expected = path.resolveSibling(name.replace(".nn", ".summary"));
        if (Boolean.getBoolean("nacre.update")) {
            Files.writeString(expected, summaries);
        }
        assertEquals(Files.readString(expected), summaries);
    }

    private static String summary(Network network) {
        return Summary.of(network, Placement.place(NnCompiler.plan(network)).orElseThrow());
    }
}
