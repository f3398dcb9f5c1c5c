package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prediction on a session allocates nothing, neither alone nor in a batch, by vectors or without; nor does training. */
class AllocationTest {

    private static final String MODELS = """
            model Small < linear(3,16); relu; linear(16,1) >
            model Joined (x: [20]) <
              a: linear(20); residual < linear(33); gelu; linear(20) >; concat < linear(5) | use a | >; linear(16) -> t;
              mul < linear(16) | sigmoid >; add(t); linear(3)
            >
            model Normed (x: [20]) < linear(33, bias = false); batchnorm1d; relu; linear(5); batchnorm1d; tanh >
            model Seen (x: [3,8,7]) <
              conv2d(17, 3, padding = 1); batchnorm2d; relu; maxpool2d(2); conv2d(5, 2, stride = 2); flatten; linear(3)
            >
            model Read (words: int[6]) < embedding(11, 9); lstm(17); last; linear(3) >
            model Large (words: int[6]) < embedding(300, 17); lstm(35); last; linear(131); relu; linear(33); residual < linear(129); linear(33) >; linear(3) >
            @stream model Streamed (x: [T <= 64, 3]) -> (y: [T, 2]) < lstm(17); gru(33); residual < multihead_attention(3, causal = true) >; linear(2) >
            @stream model Sounded (x: [3, T <= 64]) -> (y: [5, (T + 1) / 2]) <
              conv1d(17, 3, padding = "causal", dilation = 4); relu; conv1d(17, 2, padding = "causal", groups = 17);
              conv1d(5, 3, padding = "causal", stride = 2); tanh
            >
            model Mixed (x: [7,5]) < linear(20); gelu; softmax; linear(33); tanh; flatten; linear(17); log_softmax >
            """;

    @ParameterizedTest
    @ValueSource(strings = {"Joined", "Mixed", "Normed", "Small"})
    void predictionsByVectorsAllocateNothing(String model, @TempDir Path directory) {
        assertEquals(nothing(model), measured(model, directory, List.of()));
    }

    @Test
    void predictionsByPlainLoopsAllocateNothing(@TempDir Path directory) {
        String[] models = {"Joined", "Mixed", "Normed", "Small"};
        String nothing = Stream.of(models).map(AllocationTest::nothing).collect(Collectors.joining("\n"));
        assertEquals(nothing, measured(Compiled.ALL, directory, List.of("-Dnacre.simd=off"), models));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Read", "Seen"})
    void predictionsAndTrainingStepsOfImagesAndSequencesAllocateNothing(String model, @TempDir Path directory) {
        String nothing = nothing(model) + "\n" + model + ": 0 bytes for a training step";
        assertEquals(nothing, measured(model, directory, List.of("-Dnacre.probe.training=true")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BF16", "F16"})
    void predictionsWithWeightsOf16BitsAllocateNothing(String type, @TempDir Path directory) {
        assertEquals(nothing("Large"), measured("Large", directory, List.of("-Dnacre.probe.weights=" + type)));
    }

    @Test
    void predictionsOfModelsWithSeveralPortsAllocateNothing(@TempDir Path directory) {
        CompiledModels models = EveryOperation.compiled("Indices");
        assertEquals(nothing("Indices"), measured(models, directory, List.of(), "Indices"));
    }

    @Test
    void predictionsAndTrainingStepsWithMasksAllocateNothing(@TempDir Path directory) {
        assertEquals(
                nothing("Crossed") + "\nCrossed: 0 bytes for a training step",
                measured(
                        EveryOperation.compiled("Crossed"),
                        directory,
                        List.of("-Dnacre.probe.training=true"),
                        "Crossed"));
    }

    /** Nor do samples of any length, or steps of a stream. */
    @Test
    void predictionsOfAnyLengthAndStepsAllocateNothing(@TempDir Path directory) {
        String[] models = {"Streamed", "Sounded"};
        String nothing = Stream.of(models)
                .map(name ->
                        nothing(name) + "\n" + name + ": 0 bytes for a step\n" + name + ": 0 bytes for a training step")
                .collect(Collectors.joining("\n"));
        List<String> probes = List.of("-Dnacre.probe.stream=true", "-Dnacre.probe.training=true");
        assertEquals(nothing, measured(Compiled.ALL, directory, probes, models));
    }

    private static final class Compiled {
        static final CompiledModels ALL = CompiledModels.of(MODELS);
    }

    private static String nothing(String model) {
        return model + ": 0 bytes for one sample, 0 bytes for a batch";
    }

    /**
     * In a JVM for each model, where vectors are at work: with several, that of version 17 may give up on specialising the
     * methods of vectors that they share, see the chapter on JDK 17 in docs/performance.md.
     */
    private static String measured(String model, Path directory, List<String> options) {
        return measured(Compiled.ALL, directory, options, model);
    }

    private static String measured(CompiledModels models, Path directory, List<String> options, String... names) {
        return ChildJvm.run(models, directory, AllocationProbe.class, options, names)
                .lines()
                .filter(line -> line.contains(" bytes "))
                .collect(Collectors.joining("\n"));
    }
}
