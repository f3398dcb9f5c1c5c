package dev.nacre.compiler;

import dev.nacre.compiler.ast.SourceUnit;
import dev.nacre.compiler.check.Checker;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.parse.Parser;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.util.List;

/** The pipeline: from files to networks and their Java sources. Pure: reads and writes nothing. */
public final class NnCompiler {

    private NnCompiler() {}

    /** Compiles files that belong together. */
    public static Compilation compile(List<SourceFile> files, CompilerOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        List<SourceUnit> units = files.stream()
                .flatMap(file -> Parser.parse(file, diagnostics).stream())
                .toList();
        List<Network> networks = Checker.check(units, diagnostics);
        return new Compilation(diagnostics.sorted(), networks, List.of());
    }
}
