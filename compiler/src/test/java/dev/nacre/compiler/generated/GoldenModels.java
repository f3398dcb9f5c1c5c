package dev.nacre.compiler.generated;

import dev.nacre.compiler.golden.GoldenCase;
import dev.nacre.compiler.source.SourceFile;
import java.util.List;

/** The golden networks, compiled once for all tests. */
final class GoldenModels {

    static final List<GoldenCase> CASES = GoldenCase.all();

    private GoldenModels() {}

    private static final class Compiled {
        static final CompiledModels MODELS =
                CompiledModels.of(CASES.stream().map(GoldenModels::file).toArray(SourceFile[]::new));
    }

    static CompiledModels compiled() {
        return Compiled.MODELS;
    }

    private static SourceFile file(GoldenCase golden) {
        String text = golden.nn().replace("model M ", "model " + className(golden) + " ");
        return new SourceFile(golden.name() + ".nn", "test", text);
    }

    static String className(GoldenCase golden) {
        return "Golden_" + golden.name();
    }
}
