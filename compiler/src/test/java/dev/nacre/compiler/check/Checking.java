package dev.nacre.compiler.check;

import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.List;
import java.util.stream.Collectors;

/** What the checker says of some files. */
record Checking(List<Network> networks, List<Diagnostic> diagnostics) {

    static Checking of(SourceFile... files) {
        Diagnostics diagnostics = new Diagnostics();
        return new Checking(NnCompiler.check(List.of(files), diagnostics), diagnostics.sorted());
    }

    /** What it says of a file that may import others. */
    static Checking of(SourceFile file, List<SourceFile> imported) {
        Diagnostics diagnostics = new Diagnostics();
        return new Checking(NnCompiler.check(List.of(file), imported, diagnostics), diagnostics.sorted());
    }

    static Checking of(String text) {
        return of(new SourceFile("test.nn", "", text));
    }

    String rendered() {
        return diagnostics.stream().map(DiagnosticRenderer::render).collect(Collectors.joining("\n\n", "", "\n"));
    }

    List<String> names() {
        return networks.stream().map(Network::name).toList();
    }
}
