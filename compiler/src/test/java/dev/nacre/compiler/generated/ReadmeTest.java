package dev.nacre.compiler.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.Compilation;
import dev.nacre.compiler.CompilerOptions;
import dev.nacre.compiler.GeneratedSource;
import dev.nacre.compiler.NnCompiler;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the README says in Java compiles against the runtime and the models of its {@code nn} blocks: whole classes as they
 * are, members and statements in a class that has the variables that they name.
 */
class ReadmeTest {

    private static final Pattern BLOCK =
            Pattern.compile("^```(nn|java)\\n(.*?)^```\\n", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern EXPORT = Pattern.compile("^    exports (\\S+);", Pattern.MULTILINE);

    /** The README names it in a sentence. */
    private static final String TWO_TOWER = """
            package com.acme.nets;
            model TwoTower (a: [32], b: [32]) -> (score: [1], ea: [16]) <
              from a; tower: linear(16) -> ea; from b; use tower -> eb; from (ea, eb); mul; linear(1) -> score
            >
            """;

    private static final String VARIABLES = """
                Scorer scorer;
                TwoTower twoTower;
                int n;
                float[] x, y, xs, ys, a, b, as, bs, score, scores, ea, embeddings;
            """;

    @Test
    void theReadmesJavaCompiles() throws IOException {
        String readme = Files.readString(Path.of("../README.md")).replace("\r\n", "\n");
        List<SourceFile> networks = new ArrayList<>();
        List<String> snippets = new ArrayList<>();
        networks.add(file(networks, TWO_TOWER));
        for (MatchResult block : BLOCK.matcher(readme).results().toList()) {
            if (block.group(1).equals("nn")) {
                networks.add(file(networks, block.group(2)));
            } else if (!block.group(2).startsWith("/**")) { // an excerpt of generated code
                snippets.add(block.group(2));
            }
        }
        List<GeneratedSource> sources = new ArrayList<>(generated(networks));
        String imports = imports();
        snippets.forEach(snippet -> sources.add(source(snippet, imports, sources.size())));
        assertTrue(snippets.size() > 4, "no snippets found");
        CompiledModels.javac(sources);
    }

    private static SourceFile file(List<SourceFile> before, String text) {
        return new SourceFile("readme" + before.size() + ".nn", "com/acme/nets", text);
    }

    private static List<GeneratedSource> generated(List<SourceFile> networks) {
        Compilation compilation = NnCompiler.compile(networks, new CompilerOptions(Set.of(Target.SCALAR)));
        assertEquals(List.of(), compilation.diagnostics());
        return compilation.sources();
    }

    /** All that applications may import from the runtime. */
    private static String imports() throws IOException {
        String module = Files.readString(Path.of("../runtime/src/main/java/module-info.java"));
        return EXPORT.matcher(module)
                .results()
                .map(export -> "import " + export.group(1) + ".*;\n")
                .collect(Collectors.joining("", "import com.acme.nets.*;\nimport java.nio.file.*;\n", ""));
    }

    private static GeneratedSource source(String snippet, String imports, int number) {
        String name = "Snippet" + number;
        if (snippet.startsWith("package")) {
            return new GeneratedSource(name + ".java", snippet);
        }
        String body = snippet.startsWith("private") ? snippet : "void run() throws Exception {\n" + snippet + "}\n";
        return new GeneratedSource(name + ".java", imports + "class " + name + " {\n" + VARIABLES + body + "}\n");
    }
}
