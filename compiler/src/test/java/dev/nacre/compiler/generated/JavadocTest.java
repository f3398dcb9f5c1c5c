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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a comment before a model says, the javadoc tool takes it for text and has nothing against it; nor has it anything
 * against what the compiler itself writes.
 */
class JavadocTest {

    private static final List<String> COMMENTS = List.of(
            "a < b & c > d, a <b> that is never closed, </p>, <script>alert(1)</script>, &nosuch; &#0; &amp;",
            "{@code never closed, {@link Nowhere#at}, {@nosuch tag}, { }, }",
            "@param x is none\n * @return nothing\n * @see <a href=\"nowhere\n * @author somebody",
            "*\\u002f class Evil {} \\u000a \\ /* // \\",
            "`Vector<Float>` of `{@code}`, ` `, ``, an odd ` and `a\n * b`, <pre>",
            "One.\n *\n *\n * Two paragraphs, <p> too.\n *\n *   <ul><li>Three",
            "Umlauts äöü, 漢字, 😀 and a tab\t",
            "",
            "<",
            "Scores a visitor.");

    /** Formulas with comparisons, windows, sums, rows of a table and random numbers. */
    private static final String OTHERS = """
            model Image (x: [2,9,9]) -> [3] <
              conv2d(8, 3); batchnorm2d; leaky_relu; maxpool2d(2); avgpool2d(2, stride = 1); hardsigmoid; dropout;
              transpose(0, 1); flatten; prelu; elu; softmax; linear(3)
            >
            model Text (ids: int[4]) -> [2] < embedding(9, 6); layernorm; gru(5); last; gelu; linear(2) >
            """;

    @TempDir
    Path folder;

    @Test
    void commentsOfUsersAreText() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < COMMENTS.size(); i++) {
            text.append("/** ").append(COMMENTS.get(i)).append(" */\n");
            text.append("model M").append(i).append(" (x: [3]) -> (y: [2], z: [3]) < relu -> z; linear(2) -> y >\n");
        }
        List<String> complaints = complaints(sources(text + OTHERS));
        assertEquals(List.of(), complaints);
        assertTrue(shown(0).contains("a &lt; b &amp; c &gt; d, a &lt;b&gt; that is never closed"), shown(0));
        assertTrue(shown(4).contains("<code>Vector&lt;Float&gt;</code> of <code>{&#64;code}</code>"), shown(4));
    }

    private static List<GeneratedSource> sources(String text) {
        Compilation compilation = NnCompiler.compile(
                List.of(new SourceFile("comments.nn", "test", text)), new CompilerOptions(Set.of(Target.SCALAR)));
        assertEquals(List.of(), compilation.diagnostics());
        return compilation.sources();
    }

    /** The page of a model. */
    private String shown(int model) throws IOException {
        return Files.readString(folder.resolve("test").resolve("M" + model + ".html"));
    }

    private List<String> complaints(List<GeneratedSource> sources) {
        DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
        DiagnosticCollector<JavaFileObject> messages = new DiagnosticCollector<>();
        List<JavaFileObject> files = new ArrayList<>();
        sources.forEach(source -> files.add(new Text(source)));
        List<String> options = List.of(
                "-d",
                folder.toString(),
                "-private",
                "-quiet",
                "-Xdoclint:all,-missing",
                "-encoding",
                "UTF-8",
                "-classpath",
                System.getProperty("java.class.path"));
        boolean isWell =
                javadoc.getTask(null, null, messages, null, options, files).call();
        List<String> complaints = messages.getDiagnostics().stream()
                .filter(message -> message.getKind() != Diagnostic.Kind.NOTE)
                .map(Object::toString)
                .toList();
        assertTrue(isWell || !complaints.isEmpty());
        return complaints;
    }

    /** A generated class as the javadoc tool reads it. */
    private static final class Text extends SimpleJavaFileObject {

        private final String text;

        Text(GeneratedSource source) {
            super(URI.create("string:///" + source.path()), Kind.SOURCE);
            this.text = source.text();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
