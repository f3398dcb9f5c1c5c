package dev.nacre.compiler.check;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.nacre.compiler.source.DiagnosticSize;
import dev.nacre.compiler.source.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Mistakes where everything around them is as long as can be: names, lines, shapes, lists of arguments, chains of uses. */
class LongDiagnosticsTest {

    private static final int SAMPLED = 150;
    /** The longest name that there can be. */
    private static final int LONGEST_NAME = 128;

    @Test
    void aMistakeAmongLongNamesIsToldInShort() {
        for (String end : List.of("\n", " ", "\t\t\t\t", " /*" + "\u200b\t".repeat(40) + "*/ ")) {
            SourceFile file = new SourceFile("long.nn", "", text(end));
            List<SingleMistakes.Mistake> mistakes = new ArrayList<>(SingleMistakes.in(file));
            Collections.shuffle(mistakes, new Random(1));
            for (SingleMistakes.Mistake mistake : mistakes.subList(0, SAMPLED)) {
                Checking checking = Checking.of(new SourceFile("long.nn", "", mistake.text()));
                checking.diagnostics().forEach(DiagnosticSize::check);
            }
            assertFalse(mistakes.isEmpty());
        }
    }

    /** Blocks in blocks, with many parameters, on values of many dimensions. */
    private static String text(String end) {
        String parameters =
                IntStream.range(0, 300).mapToObj(i -> name("p" + i) + " = 1000").collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder();
        text.append("const ").append(name("size")).append(" = 1000;").append(end);
        text.append("block ")
                .append(name("B0"))
                .append("(size, ")
                .append(parameters)
                .append(") <")
                .append(end);
        text.append(name("first")).append(": linear(size); ").append(end);
        text.append(name("second"))
                .append(": leaky_relu(negative_slope = 0.5); use ")
                .append(name("first"));
        text.append("; linear(in = size, out = 1000) >").append(end);
        for (int i = 1; i < 12; i++) {
            text.append("block ")
                    .append(name("B" + i))
                    .append("(size) < relu; ")
                    .append(end);
            text.append(name("inner"))
                    .append(": ")
                    .append(name("B" + (i - 1)))
                    .append("(size); relu >")
                    .append(end);
        }
        text.append("model ").append(name("M")).append(" (").append(name("x"));
        text.append(": [1,1,1,1,1,1,1,1000]) -> (")
                .append(name("y"))
                .append(": [1,1,1,1,1,1,1,1000]) <")
                .append(end);
        text.append("relu -> ").append(name("skip")).append("; linear(1000);").append(end);
        text.append(name("item"))
                .append(": ")
                .append(name("B11"))
                .append("(")
                .append(name("size"))
                .append(");");
        text.append(end).append("concat(").append(name("skip")).append(", dim = 0); sum(dim = 0); ");
        text.append("reshape([1,1,1,1,1,1,1,1000]); add(")
                .append(name("skip"))
                .append(") -> ")
                .append(name("y"));
        text.append(" >").append(end);
        return text.append(lengths(end)).toString();
    }

    /** A model with lengths. */
    private static String lengths(String end) {
        return "model Lengths (%s: [%s <= 1000,8], %s: [%s <= 9,8]) -> (%s: [%s,8], %s: [%s,8]) < from %s; %s: relu; linear(8) -> %s;"
                        .formatted(
                                name("a"),
                                name("T"),
                                name("b"),
                                name("S"),
                                name("y"),
                                name("T"),
                                name("z"),
                                name("S"),
                                name("a"),
                                name("fc"),
                                name("same"))
                + "residual < linear(8); layernorm >; add(%s) -> %s; from %s; gelu -> %s >"
                        .formatted(name("same"), name("y"), name("b"), name("z"))
                + end;
    }

    private static String name(String start) {
        return start + "x".repeat(LONGEST_NAME - start.length());
    }
}
