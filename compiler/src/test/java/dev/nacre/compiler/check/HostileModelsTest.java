package dev.nacre.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.nacre.compiler.source.DiagnosticSize;
import dev.nacre.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Very large files, and values that grow without bound, are checked on a stack of 512 KiB. */
class HostileModelsTest {

    /** What is shown of a file's mistakes: fifty, and a word on the others. */
    private static final int SHOWN = 51;

    @TestFactory
    Stream<DynamicTest> aLargeFileOfMistakesIsReportedInPart() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("unknown consts", repeated("", i -> "const a" + i + "=b" + i + ";\n", ""));
        files.put("declarations of one name", repeated("", i -> "block a<>\n", ""));
        files.put("unknown layers", repeated("model M(x:[3])<", i -> "relo" + i + ";\n", ">"));
        files.put("mismatches", repeated("model M(x:[3])<", i -> "linear(2,3);\n", ">"));
        files.put("one label", repeated("model M(x:[3])<", i -> "a:relu;\n", ">"));
        files.put("unknown arguments", repeated("model M(x:[3])<relu(", i -> "a=" + i + ",\n", ")>"));
        files.put("models of one class", repeated("", i -> "@java(name=\"A\")model M" + i + "(x:[1])<>\n", ""));
        files.put("one annotation", repeated("", i -> "@java\n", "model M(x:[1])<>"));
        return files.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey(),
                        () -> assertEquals(
                                SHOWN, check(file.getValue()).diagnostics().size())));
    }

    @Test
    void aLargeFileWithoutMistakesIsChecked() throws Exception {
        assertEquals(
                100_000,
                check("model M(x:[3])<" + "tanh;".repeat(100_000) + ">")
                        .networks()
                        .get(0)
                        .layers()
                        .size());
        assertEquals(
                10_000,
                check(repeated("", i -> i < 10_000 ? "model M" + i + "N(x:[3])<>\n" : "", ""))
                        .networks()
                        .size());
    }

    @Test
    void listsThatDoubleCostNothing() throws Exception {
        StringBuilder text = new StringBuilder("const a0 = [1];\n");
        for (int i = 1; i <= 500; i++) {
            text.append("const a")
                    .append(i)
                    .append(" = [a")
                    .append(i - 1)
                    .append(", a")
                    .append(i - 1)
                    .append("];\n");
        }
        Checking checking = check(text + "model M (x: [3]) < dropout(a500) >");
        assertEquals(
                "`p` must be a number, but is a list of 2 values",
                checking.diagnostics().get(0).message());
    }

    @TestFactory
    Stream<DynamicTest> aLargeModelWithoutMistakesIsChecked() {
        Map<String, String> models = new LinkedHashMap<>();
        models.put("taps", repeated("model M(x:[3])<", i -> "tanh->t" + i + ";\n", ">"));
        models.put("taps that are read", repeated("model M(x:[3])<", i -> "tanh->t" + i + ";add(t" + i + ");\n", ">"));
        models.put("labels", repeated("model M(x:[3])<", i -> "t" + i + ":tanh;\n", ">"));
        models.put("labels that are used", repeated("model M(x:[3])<", i -> "t" + i + ":tanh;use t" + i + ";\n", ">"));
        models.put("names for one label", repeated("model M(x:[3])<t:tanh;", i -> "t" + i + ":use t;\n", ">"));
        models.put("branches", repeated("model M(x:[3])<", i -> "sum<relu|tanh|>;\n", ">"));
        models.put("one value", repeated("model M(x:[3])<", i -> "from x;\n", ">"));
        models.put(
                "block for block",
                repeated("block B0<relu>", i -> "block B" + (i + 1) + "<relu>\n", "model M(x:[3])<B1>"));
        models.put("parameters", repeated("block B(a,", i -> "a" + i + "=a,\n", "z=a)<linear(z)>model M(x:[3])<B(3)>"));
        models.put("arguments", repeated("block B(a)<linear(a)>model M(x:[3])<", i -> "B(3);\n", ">"));
        models.put("named arguments", namedArguments());
        models.put("copies of copies", "model M(x:[3])<repeat(10)<repeat(10)<repeat(10)<repeat(10)<relu>>>>>");
        models.put(
                "deep blocks",
                repeated(
                        "block B0<relu>",
                        i -> i < 100 ? "block B" + (i + 1) + "<B" + i + ">" : "",
                        "model M(x:[3])<B100>"));
        models.put(
                "uses of uses",
                repeated("model M(x:[3])<t0:relu;", i -> i < 60 ? "t" + (i + 1) + ":chain<use t" + i + ">;" : "", ">"));
        return models.entrySet().stream()
                .map(model -> DynamicTest.dynamicTest(
                        model.getKey(),
                        () -> assertEquals(
                                "", check(model.getValue()).rendered().strip())));
    }

    /** A block of a thousand parameters, used with all their names. */
    private static String namedArguments() {
        StringBuilder parameters = new StringBuilder("a");
        StringBuilder arguments = new StringBuilder("a=3");
        for (int i = 0; i < 1_000; i++) {
            parameters.append(",a").append(i);
            arguments.append(",a").append(i).append("=3");
        }
        String use = "B(" + arguments + ");\n";
        return repeated("block B(" + parameters + ")<linear(a999)>model M(x:[3])<", i -> i < 60 ? use : "", ">");
    }

    @TestFactory
    Stream<DynamicTest> aTemplateThatExplodesIsRefused() {
        Map<String, String> models = new LinkedHashMap<>();
        models.put("copies", "model M(x:[3])<repeat(100000)<repeat(100000)<relu>>>");
        models.put("nothing, copied", "model M(x:[3])<repeat(100000)<repeat(100000)<>>>");
        models.put(
                "doubling blocks",
                repeated(
                        "block B0<relu;tanh>",
                        i -> "block B" + (i + 1) + "<" + ("B" + i + ";").repeat(i < 60 ? 2 : 0) + ">\n",
                        "model M(x:[3])<B60>"));
        models.put(
                "doubling branches",
                repeated(
                        "block B0<relu>",
                        i -> "block B" + (i + 1) + "<" + (i < 60 ? "sum<B" + i + "|B" + i + ">" : "") + ">\n",
                        "model M(x:[3])<B60>"));
        models.put(
                "doubling uses",
                repeated(
                        "model M(x:[3])<t0:relu;",
                        i -> i < 60 ? "t" + (i + 1) + ":chain<use t" + i + ";use t" + i + ">;" : "",
                        ">"));
        models.put(
                "deep blocks",
                repeated("block B0<relu>", i -> "block B" + (i + 1) + "<B" + i + ">", "model M(x:[3])<B10000>"));
        models.put(
                "deep uses",
                repeated(
                        "model M(x:[3])<t0:relu;",
                        i -> i < 10_000 ? "t" + (i + 1) + ":chain<use t" + i + ">;" : "",
                        ">"));
        models.put(
                "a circle of blocks",
                repeated("block B0<B10000>", i -> "block B" + (i + 1) + "<B" + i + ">", "model M(x:[3])<B10000>"));
        models.put(
                "many models",
                repeated("block B<repeat(100000)<repeat(100000)<>>>", i -> "model M" + i + "(x:[3])<B>\n", ""));
        return models.entrySet().stream()
                .map(model -> DynamicTest.dynamicTest(
                        model.getKey(),
                        () -> assertFalse(check(model.getValue()).diagnostics().isEmpty())));
    }

    /** If it were sought in every copy, the limit on items would be reported too. */
    @TestFactory
    Stream<DynamicTest> aMistakeInATemplateIsSoughtOnce() {
        Map<String, String> models = new LinkedHashMap<>();
        models.put("unknown layer", fourfold("<zork>", "<B%1$d;B%1$d;B%1$d;B%1$d>", "B60"));
        models.put("wrong size", fourfold("<linear(4);linear(3,5)>", "<sum<B%1$d|B%1$d>;B%1$d;B%1$d>", "B60"));
        models.put("wrong value", fourfold("(n)<linear(n)>", "(n)<B%1$d(n);B%1$d(n);B%1$d(n)>", "B60(\"?\")"));
        models.put("mistake before", fourfold("<relu>", "<B%1$d;B%1$d;B%1$d;B%1$d>", "zork; B60"));
        models.put(
                "uses",
                repeated(
                        "model M(x:[3])<t0:zork;",
                        i -> i < 60 ? "t" + (i + 1) + ":chain<use t" + i + ";use t" + i + ";use t" + i + ">;" : "",
                        ">"));
        return models.entrySet().stream()
                .map(model -> DynamicTest.dynamicTest(
                        model.getKey(),
                        () -> assertEquals(
                                1,
                                check(model.getValue()).diagnostics().size(),
                                check(model.getValue()).rendered())));
    }

    /** Sixty blocks, each of which uses the one before it several times. */
    private static String fourfold(String first, String next, String body) {
        return repeated(
                "block B0" + first,
                i -> i < 60 ? "block B" + (i + 1) + String.format(next, i) : "",
                "model M(x:[3])<" + body + ">");
    }

    /** Diamonds on diamonds: each file imports the two of the next floor. */
    @Test
    void aFileThatManyImportIsReadOnce() throws Exception {
        List<SourceFile> files = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            String next = "import \"a" + (i + 1) + ".nn\" as a;import \"b" + (i + 1) + ".nn\" as b;block B<a.B;b.B>";
            files.add(new SourceFile("a" + i + ".nn", "", next));
            files.add(new SourceFile("b" + i + ".nn", "", next));
        }
        files.add(new SourceFile("a90.nn", "", "block B<relu>"));
        files.add(new SourceFile("b90.nn", "", "block B<relu>"));
        assertEquals(0, check(files).diagnostics().size());
    }

    @Test
    void thousandsOfFilesThatImportEachOtherAreRefused() throws Exception {
        List<SourceFile> circle = new ArrayList<>();
        List<SourceFile> all = new ArrayList<>();
        List<SourceFile> missing = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            circle.add(new SourceFile(i + ".nn", "", "import \"" + (i + 1) % 2_000 + ".nn\" as a;"));
            missing.add(new SourceFile(i + ".nn", "", repeatedly(100, j -> "import \"n" + j + ".nn\" as a" + j + ";")));
        }
        for (int i = 0; i < 300; i++) {
            all.add(new SourceFile(i + ".nn", "", repeatedly(300, j -> "import \"" + j + ".nn\" as a" + j + ";")));
        }
        assertFalse(check(circle).diagnostics().isEmpty());
        assertFalse(check(all).diagnostics().isEmpty());
        assertFalse(check(missing).diagnostics().isEmpty());
    }

    private static String repeatedly(int count, IntFunction<String> piece) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(piece.apply(i));
        }
        return text.toString();
    }

    private static Checking check(List<SourceFile> files) throws Exception {
        return onSmallStack(() -> Checking.of(files.toArray(SourceFile[]::new)));
    }

    /** Many pieces, as far as they fit a file. */
    private static String repeated(String head, IntFunction<String> piece, String tail) {
        StringBuilder text = new StringBuilder(head);
        int room = SourceFile.SIZE_LIMIT - tail.length() - 50;
        for (int i = 0; text.length() < room && i < 10_000; i++) {
            text.append(piece.apply(i));
        }
        return text.append(tail).toString();
    }

    private static Checking check(String text) throws Exception {
        return onSmallStack(() -> Checking.of(text));
    }

    private static Checking onSmallStack(Callable<Checking> check) throws Exception {
        FutureTask<Checking> task = new FutureTask<>(check);
        Thread thread = new Thread(null, task, "small stack", 512 << 10);
        thread.start();
        Checking checking = task.get();
        checking.diagnostics().forEach(DiagnosticSize::check);
        return checking;
    }
}
