package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file of networks is forgotten. */
class EveryFileTest {

    private static final Path TESTS = Path.of("src/test/java/dev/nacre/compiler/generated");
    private static final Path MODELS = Path.of("src/test/resources/generated");
    private static final Pattern TEST =
            Pattern.compile("extends EveryModelTest \\{.*super\\(ModelFile\\.(\\w+)", Pattern.DOTALL);

    @Test
    void everyFileIsNamed() throws IOException {
        Set<String> there = files(MODELS, ".nn").stream()
                .map(file -> file.getFileName().toString())
                .collect(Collectors.toSet());
        Set<String> named =
                Arrays.stream(ModelFile.values()).map(ModelFile::fileName).collect(Collectors.toSet());
        assertEquals(there, named);
    }

    @Test
    void everyFileHasItsTest() throws IOException {
        StringBuilder tested = new StringBuilder();
        for (Path file : files(TESTS, "Test.java")) {
            TEST.matcher(Files.readString(file)).results().forEach(test -> tested.append(test.group(1))
                    .append('\n'));
        }
        assertEquals(
                Arrays.stream(ModelFile.values()).map(ModelFile::name).sorted().toList(),
                tested.toString().lines().sorted().toList());
    }

    private static List<Path> files(Path directory, String end) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(end)).toList();
        }
    }
}
