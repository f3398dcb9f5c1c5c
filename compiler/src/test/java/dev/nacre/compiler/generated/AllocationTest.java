package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prediction on a session allocates nothing, neither alone nor in a batch, by vectors or without. */
class AllocationTest {

    private static final String MODELS = """
            model Small < linear(3,16); relu; linear(16,1) >
            model Middle < linear(16,64); relu; linear(64,64); relu; linear(64,4) >
            model Image < linear(784,128); relu; linear(128,10) >
            model Mixed (x: [7,5]) < linear(20); gelu; softmax; linear(33); tanh; flatten; linear(17); log_softmax >
            """;

    private static final String NOTHING = List.of("Image", "Middle", "Mixed", "Small").stream()
            .map(name -> name + ": 0 bytes for one sample, 0 bytes for a batch\n")
            .collect(Collectors.joining());

    @Test
    void predictionsByVectorsAllocateNothing(@TempDir Path directory) {
        assertEquals(NOTHING, measured(directory, List.of()));
    }

    @Test
    void predictionsByPlainLoopsAllocateNothing(@TempDir Path directory) {
        assertEquals(NOTHING, measured(directory, List.of("-Dnacre.simd=off")));
    }

    private static String measured(Path directory, List<String> options) {
        return ChildJvm.run(CompiledModels.of(MODELS), directory, AllocationProbe.class, options)
                .lines()
                .filter(line -> line.contains(" bytes "))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
