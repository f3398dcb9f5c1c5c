package dev.nacre.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.emit.SourceSize;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.SourceFile;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The size of what would be generated is known before it is, and models of which it would be too much are refused. */
class SourceSizeTest {

    private static final CompilerOptions ALL = CompilerOptions.defaults();
    private static final CompilerOptions SCALAR = new CompilerOptions(Set.of(Target.SCALAR));

    private static List<SourceFile> file(String text) {
        return List.of(new SourceFile("tower.nn", "", text));
    }

    private static List<Diagnostic> verified(String text, CompilerOptions options) {
        return NnCompiler.verify(file(text), List.of(), options).diagnostics();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"repeat(300) < linear(16); tanh >", "repeat(300) < linear(20); relu; linear(16) >", "DISTINCT"})
    void theEstimateIsNearTheTruthOrAboveItWhereCallsAreWrittenAsALoop(String layers) {
        int most = layers.startsWith("repeat") ? 4 : 2;
        String body = layers.replace("DISTINCT", distinct(30));
        for (CompilerOptions options : List.of(ALL, SCALAR)) {
            Compilation compilation = NnCompiler.compile(file("model Tower (x: [16]) < " + body + " >"), options);
            Network network = compilation.networks().get(0);
            long written = compilation.sources().stream()
                    .mapToLong(source -> source.text().length())
                    .sum();
            long estimated = SourceSize.of(network, NnCompiler.plan(network), options.targets());
            String both = estimated + " estimated, " + written + " written";
            assertTrue(estimated > written / 2 && estimated < written * most, both);
            assertTrue(SourceSize.of(network, options.targets()) < written * 2, both);
        }
    }

    @Test
    void tooMuchIsRefusedAtTheModel() {
        String text = "model Small (x: [8]) < linear(8) >\nmodel Tower (x: [8]) < repeat(90_000) < linear(8) > >";
        Compilation compilation = NnCompiler.compile(file(text), ALL);
        Diagnostic diagnostic = assertRefused(compilation.diagnostics());
        assertEquals(2, diagnostic.span().line());
        assertTrue(diagnostic.message().contains("`Tower`"), diagnostic.message());
        assertEquals(List.of(), compilation.sources());
    }

    @Test
    void differentSizesCostMoreThanEqualOnes() {
        assertRefused(verified("model Tower (x: [3]) < " + distinct(1_000) + " >", ALL));
        assertEquals(List.of(), verified("model Tower (x: [3]) < repeat(1_000) < linear(3) > >", ALL));
    }

    @Test
    void fewerTargetsLeaveRoomForMoreLayers() {
        String text = "model Tower (x: [3]) < " + distinct(1_000) + " >";
        assertEquals(List.of(), verified(text, SCALAR));
    }

    private static Diagnostic assertRefused(List<Diagnostic> diagnostics) {
        assertEquals(1, diagnostics.size());
        assertEquals("NN264", diagnostics.get(0).code().name());
        return diagnostics.get(0);
    }

    private static String distinct(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(size -> "linear(" + size + ")")
                .collect(Collectors.joining("; "));
    }
}
