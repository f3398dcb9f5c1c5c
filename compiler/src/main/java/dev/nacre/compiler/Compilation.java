package dev.nacre.compiler;

import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostic;
import java.util.List;

/**
 * What came of a set of files: the models and their sources, or the diagnostics; sources are empty when there are any
 * diagnostics.
 */
public record Compilation(List<Diagnostic> diagnostics, List<Network> networks, List<GeneratedSource> sources) {

    public Compilation {
        diagnostics = List.copyOf(diagnostics);
        networks = List.copyOf(networks);
        sources = List.copyOf(sources);
    }
}
