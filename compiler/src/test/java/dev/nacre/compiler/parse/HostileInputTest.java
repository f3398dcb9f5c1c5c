package dev.nacre.compiler.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nacre.compiler.source.Diagnostic;
import dev.nacre.compiler.source.DiagnosticRenderer;
import dev.nacre.compiler.source.Diagnostics;
import dev.nacre.compiler.source.SourceFile;
import dev.nacre.compiler.source.VisibleText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Input made to break a parser gives a located error, on a stack of 512 KiB. */
class HostileInputTest {

    private static final int MIB = 1 << 20;
    private static final int MANY = 60_000;

    @TestFactory
    Stream<DynamicTest> hostileInputGivesLocatedErrors() {
        Map<String, String> inputs = new LinkedHashMap<>();
        for (String opener : List.of("(", "[", "<", "{", "chain<", "f(", "[(", "@a(", "model M <")) {
            int depth = opener.length() > 1 ? 20_000 : 100_000;
            inputs.put("deeply nested " + opener, opener.repeat(depth));
            inputs.put("deeply nested " + opener + " in a model", "model M < f(" + opener.repeat(depth));
            inputs.put("deeply nested " + opener + " in a const", "const A = " + opener.repeat(depth));
        }
        for (String unit : List.of(
                ";",
                ",",
                ">",
                ")",
                "}",
                "|",
                "$",
                "\"",
                "'",
                "/*",
                "é",
                "\u0000",
                "\uD800",
                "\uDC00",
                "\uFEFF",
                "->",
                "=>",
                "@",
                ".",
                "-",
                "1 ",
                "1.",
                "a ",
                "a:",
                "a\n",
                "\"a\" ",
                "model ",
                "const A ",
                "(;",
                "(<",
                "<;",
                "import \"",
                "model A<f(",
                "f(3;",
                "[)",
                "(]",
                "<)",
                "# ",
                "“ ",
                "` ",
                "use ",
                "from ",
                "a<>",
                "package a\n",
                "model M <\n relu\n ",
                "\n model M <")) {
            inputs.put("much " + unit, unit.repeat(MANY / unit.length()));
            inputs.put("much " + unit + " in a model", "model M < " + unit.repeat(MANY / unit.length()));
        }
        inputs.put("a large file", ";".repeat(MIB));
        inputs.put("unary minuses", "const A = " + "-".repeat(200_000) + "1;");
        inputs.put("spaced unary minuses", "const A = " + "- ".repeat(200_000) + "1;");
        inputs.put("operators", "const A = 1" + " + 1".repeat(200_000) + ";");
        inputs.put("a long name", "model " + "A".repeat(500_000) + " < relu >");
        inputs.put("a long number", "const A = " + "1".repeat(500_000) + ";");
        inputs.put("a long string", "import \"" + "a".repeat(500_000) + "\";");
        inputs.put("a long unclosed string", "import \"" + "a".repeat(500_000));
        inputs.put("a long bad number", "const A = 1" + "a".repeat(500_000));
        inputs.put("a long bad name", "const " + "ä".repeat(500_000));
        return inputs.entrySet().stream()
                .map(input ->
                        DynamicTest.dynamicTest(VisibleText.of(input.getKey()), () -> isLocated(input.getValue())));
    }

    @Test
    void aFileLargerThanTheLimitIsNotRead() {
        assertTrue(codes(" ".repeat(MIB)).isEmpty());
        assertEquals(List.of("NN102"), codes(" ".repeat(MIB + 1)));
    }

    @Test
    void bracketsMayBeNestedOneHundredDeep() {
        assertEquals(List.of(), codes("model M " + "<chain".repeat(99) + "<>" + ">".repeat(99)));
        assertEquals(List.of(), codes("const A = " + "(".repeat(100) + "1" + ")".repeat(100) + ";"));
        assertEquals(List.of(), codes("const A = " + "f([".repeat(50) + "1" + "])".repeat(50) + ";"));
        assertEquals(List.of("NN110"), codes("const A = " + "(".repeat(101) + "1" + ")".repeat(101) + ";"));
        assertEquals(List.of("NN110"), codes("model M " + "<chain".repeat(100) + "<>" + ">".repeat(100)));
    }

    @Test
    void anExpressionMayHaveOneHundredOperators() {
        assertEquals(List.of(), codes("const A = 1" + "+1".repeat(100) + ";"));
        assertEquals(List.of("NN111"), codes("const A = 1" + "+1".repeat(101) + ";"));
        assertEquals(List.of(), codes("const A = " + "-".repeat(100) + "1;"));
        assertEquals(List.of("NN111"), codes("const A = " + "-".repeat(101) + "1;"));
        assertEquals(List.of("NN111"), codes("const A = (" + "1+".repeat(60) + "1)" + "+1".repeat(60) + ";"));
        assertEquals(List.of(), codes("model M < " + "linear(2 * 3); ".repeat(200) + ">"));
        assertEquals(List.of(), codes("const A = f(" + "1 + 1, ".repeat(200) + ");"));
    }

    @Test
    void namesAndNumbersHaveAtMost128Characters() {
        assertEquals(List.of(), codes("model " + "a".repeat(128) + " < >"));
        assertEquals(List.of("NN109"), codes("model " + "a".repeat(129) + " < >"));
        assertEquals(List.of(), codes("const A = " + "1".repeat(128) + ";"));
        assertEquals(List.of("NN109"), codes("const A = " + "1".repeat(129) + ";"));
        assertEquals(List.of("NN109"), codes("const A = \"" + "1".repeat(1023) + "\";"));
    }

    @Test
    void noMoreThanFiftyMistakesOfAFileAreShown() {
        assertEquals(50, codes("model M < relu tanh > ".repeat(50)).size());
        List<String> codes = codes("model M < relu tanh > ".repeat(51));
        assertEquals(51, codes.size());
        assertEquals("NN112", codes.get(50));
    }

    private static void isLocated(String text) throws Exception {
        List<Diagnostic> diagnostics = onSmallStack(() -> diagnostics(text));
        assertFalse(diagnostics.isEmpty());
        assertTrue(diagnostics.size() <= Findings.LIMIT + 1);
        for (Diagnostic diagnostic : diagnostics) {
            String rendered = DiagnosticRenderer.render(diagnostic);
            assertTrue(rendered.length() < 3000, () -> "too long: " + rendered.length());
            assertTrue(rendered.contains("--> hostile.nn:"), rendered);
        }
    }

    private static List<String> codes(String text) {
        return diagnostics(text).stream().map(d -> d.code().name()).toList();
    }

    private static List<Diagnostic> diagnostics(String text) {
        Diagnostics diagnostics = new Diagnostics();
        boolean isValid = Parser.parse(new SourceFile("hostile.nn", "", text), diagnostics)
                .isPresent();
        assertEquals(isValid, diagnostics.isEmpty());
        return diagnostics.sorted();
    }

    private static <T> T onSmallStack(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "small stack", 512 << 10);
        thread.start();
        thread.join();
        return task.get();
    }
}
