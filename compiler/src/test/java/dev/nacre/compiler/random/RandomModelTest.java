package dev.nacre.compiler.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RandomModelTest {

    private static final int MODELS = Integer.getInteger("nacre.models", 2_000);

    @Test
    void theCheckHasNothingToSayAboutAnyModel() {
        for (long seed = 0; seed < MODELS; seed++) {
            String text = RandomModel.of(seed).text("M" + seed);
            assertEquals("", said(text), "seed " + seed + "\n" + text);
        }
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        for (long seed = 0; seed < 100; seed++) {
            assertEquals(RandomModel.of(seed).text("M"), RandomModel.of(seed).text("M"));
        }
    }

    private static String said(String text) {
        Diagnostics diagnostics = new Diagnostics();
        NnCompiler.check(List.of(new SourceFile("m.nn", "", text)), diagnostics);
        return diagnostics.sorted().stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n"));
    }
}
