package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.place.Placement;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.summary.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratedSummaryTest {

    @Test
    void generatedClassesPrintTheTableOfTheCommand() throws IOException {
        String text = Files.readString(Path.of("src/test/resources/check/accept/nesting.nn"));
        SourceFile file = new SourceFile("nesting.nn", "test", text);
        List<Network> networks = NnCompiler.check(List.of(file), new Diagnostics());
        CompiledModels models = CompiledModels.of(networks, Set.of(Target.SCALAR));
        for (Network network : networks) {
            String table = Summary.of(
                    network, Placement.place(NnCompiler.plan(network)).orElseThrow());
            assertEquals(
                    table,
                    models.create(network.name(), Target.SCALAR, 1).spec().toString());
        }
    }
}
