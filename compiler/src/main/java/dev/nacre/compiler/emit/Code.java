package dev.nacre.compiler.emit;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Java text with named holes, {@code #{name}}. A hole alone on its line takes any number of lines and passes its
 * indentation on. Types are written {@code $f:T} and become imports when the text becomes a {@link CodeBlock}.
 */
final class Code {

    private static final String VECTORS = "jdk.incubator.vector";
    private static final String RUNTIME = "dev.nacre.runtime";

    private static final Map<String, Object> TYPES = Map.ofEntries(
            Map.entry("f", ClassName.get(VECTORS, "FloatVector")),
            Map.entry("o", ClassName.get(VECTORS, "VectorOperators")),
            Map.entry("shuffle", ClassName.get(VECTORS, "VectorShuffle")),
            Map.entry("math", ClassName.get(RUNTIME, "FloatMath")),
            Map.entry("rows", ClassName.get(RUNTIME, "Rows")),
            Map.entry("random", ClassName.get(RUNTIME, "CounterRandom")),
            Map.entry("arguments", ClassName.get(RUNTIME, "Arguments")),
            Map.entry("checkpoint", ClassName.get(RUNTIME, "Checkpoint")),
            Map.entry("parameters", ClassName.get(RUNTIME, "Parameters")),
            Map.entry("spec", ClassName.get(RUNTIME, "ModelSpec")),
            Map.entry("layout", ClassName.get(RUNTIME, "Layout")),
            Map.entry("initializer", ClassName.get(RUNTIME, "Initializer")),
            Map.entry("target", ClassName.get(RUNTIME, "SimdTarget")),
            Map.entry("reference", ClassName.get("java.util.concurrent.atomic", "AtomicReference")));

    private static final Pattern BLOCK_HOLE = Pattern.compile("(?m)^( *)#\\{(\\w+)}\n");
    private static final Pattern HOLE = Pattern.compile("#\\{(\\w+)}");

    private Code() {}

    /** The template with its holes filled: a name, then its value, and so on. Empty lines that come of it vanish. */
    static String fill(String template, Object... namesAndValues) {
        Map<String, String> values = new java.util.HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(String.valueOf(namesAndValues[i]), String.valueOf(namesAndValues[i + 1]));
        }
        String blocks = BLOCK_HOLE
                .matcher(template)
                .replaceAll(hole -> Matcher.quoteReplacement(indent(value(values, hole.group(2)), hole.group(1))));
        return HOLE.matcher(blocks).replaceAll(hole -> Matcher.quoteReplacement(value(values, hole.group(1))));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("a template has no value for " + name);
        }
        return value;
    }

    private static String indent(String text, String indentation) {
        return text.lines()
                .map(line -> line.isEmpty() ? "\n" : indentation + line + "\n")
                .collect(Collectors.joining());
    }

    /** The text with its types resolved. */
    static CodeBlock block(String text) {
        return CodeBlock.builder().addNamed(text, TYPES).build();
    }

    /** A string literal in such a text. */
    static String string(String value) {
        return inText(CodeBlock.of("$S", value).toString());
    }

    /** Any characters in such a text: without a meaning for types. */
    static String inText(String value) {
        return value.replace("$", "$$");
    }

    /** {@code base + offset} as an index, without what adds nothing. */
    static String at(String base, long offset) {
        return offset == 0 ? base : base + " + " + offset;
    }

    /** {@code factor * size}, without a factor of one. */
    static String times(String factor, long size) {
        return size == 1 ? factor : factor + " * " + size;
    }
}
