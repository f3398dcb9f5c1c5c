package dev.nacre.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.kernel.Plan;
import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.source.CompilerDefect;
import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A compiler that fails says where it was, whose fault that is and what to send, and goes on with everything else. */
class FailuresTest {

    private static final String TWO =
            "model Broken (x: [3]) < linear(4);\n  tanh >\nmodel Huge (x: [1_000_000_001]) < gelu; tanh >\n";

    @Test
    void theLayerIsNamedAndOtherModelsAreStillCompiled() {
        List<Diagnostic> found = compiled(atLastLayer(() -> {
            throw new IllegalArgumentException("no such loop");
        }));
        assertEquals(
                List.of(DiagnosticCode.NN301, DiagnosticCode.NN206),
                found.stream().map(Diagnostic::code).toList());
        String text = DiagnosticRenderer.render(found.get(0));
        assertTrue(
                text.startsWith(
                        "error[NN301]: Nacre failed at `1` of `Broken`: a defect of Nacre, and not of the file\n"),
                text);
        assertTrue(text.contains(" --> two.nn:2:3\n"), text);
        assertTrue(
                text.contains("  = cause: java.lang.IllegalArgumentException: no such loop, in dev.nacre.compiler."),
                text);
        assertTrue(text.contains("Java " + System.getProperty("java.version")), text);
        assertTrue(text.contains("  = help: send the makers of Nacre"), text);
        assertFalse(text.contains("\tat "), text);
        assertTrue(found.get(0).trace().orElse("").contains("\tat dev.nacre.compiler.FailuresTest"));
    }

    @Test
    void aStackThatOverflowsIsADefectToo() {
        Diagnostic defect = compiled(atLastLayer(FailuresTest::forever)).get(0);
        assertEquals(DiagnosticCode.NN301, defect.code());
        assertEquals("two.nn:2:3", defect.span().toString());
        assertTrue(
                defect.notes().get(0).startsWith("cause: java.lang.StackOverflowError"),
                defect.notes().get(0));
    }

    @SuppressWarnings("InfiniteRecursion")
    private static Plan forever() {
        return forever();
    }

    @Test
    void tooLittleMemoryIsNoDefect() {
        Diagnostic failure = compiled(network -> {
                    throw new OutOfMemoryError("Java heap space");
                })
                .get(0);
        assertEquals(DiagnosticCode.NN302, failure.code());
        assertTrue(
                failure.message().endsWith("MB that Java may use do not suffice to compile `Broken`"),
                failure.message());
        assertEquals(Optional.empty(), failure.trace());
    }

    @Test
    void whatIsOutsideOfLayersIsAMatterOfTheModel() {
        Diagnostic defect = compiled(network -> {
                    throw new IllegalStateException();
                })
                .get(0);
        assertTrue(defect.message().startsWith("Nacre failed at `Broken`: "), defect.message());
    }

    @Test
    void theInnermostLayerIsTheCulprit() {
        SourceFile file = new SourceFile("two.nn", "", TWO);
        Network network = NnCompiler.check(List.of(file), new Diagnostics()).get(0);
        Layer last = network.layers().get(1);
        CompilerDefect defect = assertThrows(
                CompilerDefect.class,
                () -> CompilerDefect.at(
                        "outer",
                        network.span(),
                        () -> CompilerDefect.at(last.path(), last.span(), () -> {
                            throw new IllegalStateException("inside");
                        })));
        assertEquals("1", defect.layer());
        assertEquals("two.nn:2, 1: java.lang.IllegalStateException: inside", defect.getMessage());
    }

    @Test
    void theCommandLineKeepsTheStackTraceInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("two.nn"), TWO);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] args = {"check", file.toString()};
        int status = Main.run(args, new PrintStream(out), new PrintStream(err), atLastLayer(() -> {
            throw new IllegalArgumentException("no such loop");
        }));
        String text = err.toString(StandardCharsets.UTF_8);
        assertEquals(3, status, text);
        assertTrue(text.contains("error[NN301]") && text.contains("error[NN206]") && text.contains("2 errors"), text);
        String before = "the stack trace is in ";
        Path trace = Path.of(text.lines()
                .filter(line -> line.startsWith(before))
                .findFirst()
                .orElseThrow()
                .substring(before.length()));
        assertTrue(Files.readString(trace).contains("\tat dev.nacre.compiler.FailuresTest"));
        Files.delete(trace);
    }

    /** Fails at the last layer of the model that is broken. */
    private static Function<Network, Plan> atLastLayer(Supplier<Plan> failing) {
        return network -> {
            Layer last = network.layers().get(network.layers().size() - 1);
            return network.name().equals("Broken")
                    ? CompilerDefect.at(last.path(), last.span(), failing)
                    : NnCompiler.plan(network);
        };
    }

    private static List<Diagnostic> compiled(Function<Network, Plan> planning) {
        SourceFile file = new SourceFile("two.nn", "", TWO);
        Compilation compilation =
                NnCompiler.compile(List.of(file), List.of(), CompilerOptions.defaults(), true, planning);
        assertEquals(List.of(), compilation.sources());
        return compilation.diagnostics();
    }
}
