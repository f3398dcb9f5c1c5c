package dev.nacre.compiler.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nacre.compiler.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** Many pieces, as far as they fit a file. */
    private static String repeated(String head, IntFunction<String> piece, String tail) {
        StringBuilder text = new StringBuilder(head);
        int room = SourceFile.SIZE_LIMIT - tail.length() - 50;
        for (int i = 0; text.length() < room && i < 20_000; i++) {
            text.append(piece.apply(i));
        }
        return text.append(tail).toString();
    }

    private static Checking check(String text) throws Exception {
        FutureTask<Checking> task = new FutureTask<>(() -> Checking.of(text));
        Thread thread = new Thread(null, task, "small stack", 512 << 10);
        thread.start();
        return task.get();
    }
}
