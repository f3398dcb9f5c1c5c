package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Java text with named holes, {@code #{name}}. A hole alone on its line takes any number of lines and passes its
 * indentation on. Types are written {@code $f:T} and become imports when the text becomes a {@link CodeBlock}.
 */
public final class Code {

    private static final String VECTORS = "jdk.incubator.vector";
    static final String RUNTIME = "dev.nacre.runtime";
    private static final String GENERATED = "dev.nacre.runtime.generated";

    private static final Map<String, ClassName> TYPES = Map.ofEntries(
            Map.entry("f", ClassName.get(VECTORS, "FloatVector")),
            Map.entry("i", ClassName.get(VECTORS, "IntVector")),
            Map.entry("o", ClassName.get(VECTORS, "VectorOperators")),
            Map.entry("shuffle", ClassName.get(VECTORS, "VectorShuffle")),
            Map.entry("math", ClassName.get(GENERATED, "FloatMath")),
            Map.entry("arrays", ClassName.get("java.util", "Arrays")),
            Map.entry("rows", ClassName.get(GENERATED, "Rows")),
            Map.entry("handle", ClassName.get("java.lang.invoke", "VarHandle")),
            Map.entry("order", ClassName.get(GENERATED, "LoadOrder")),
            Map.entry("random", ClassName.get(GENERATED, "RandomRows")),
            Map.entry("arguments", ClassName.get(GENERATED, "Arguments")),
            Map.entry("length", ClassName.get(RUNTIME, "Length")),
            Map.entry("packed", ClassName.get(GENERATED, "PackedSamples")),
            Map.entry("scratch", ClassName.get(GENERATED, "SessionScratch")),
            Map.entry("checkpoint", ClassName.get(RUNTIME, "Checkpoint")),
            Map.entry("parameters", ClassName.get(RUNTIME, "Parameters")),
            Map.entry("element", ClassName.get(RUNTIME, "ElementType")),
            Map.entry("specBuilder", ClassName.get(RUNTIME, "ModelSpecBuilder")),
            Map.entry("spec", ClassName.get(RUNTIME, "ModelSpec")),
            Map.entry("shape", ClassName.get(RUNTIME, "Shape")),
            Map.entry("layout", ClassName.get(RUNTIME, "Layout")),
            Map.entry("initializer", ClassName.get(RUNTIME, "Initializer")),
            Map.entry("target", ClassName.get(RUNTIME, "SimdTarget")),
            Map.entry("reference", ClassName.get("java.util.concurrent.atomic", "AtomicReference")));

    private Code() {}

    /** The template with its holes filled: a name, then its value, and so on. Empty lines that come of it vanish. */
    public static String fill(String template, Object... namesAndValues) {
        StringBuilder filled = new StringBuilder(2 * template.length());
        int done = 0;
        for (int hole = template.indexOf("#{"); hole >= 0; hole = template.indexOf("#{", done)) {
            int end = template.indexOf('}', hole);
            String value = value(namesAndValues, template.substring(hole + 2, end));
            int line = template.lastIndexOf('\n', hole) + 1;
            String before = template.substring(line, hole);
            if (before.isBlank() && template.startsWith("\n", end + 1)) {
                filled.append(template, done, line);
                indent(value, before, filled);
                done = end + 2;
            } else {
                filled.append(template, done, hole).append(value);
                done = end + 1;
            }
        }
        return filled.append(template, done, template.length()).toString();
    }

    private static String value(Object[] namesAndValues, String name) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equals(name)) {
                return String.valueOf(namesAndValues[i + 1]);
            }
        }
        throw new IllegalStateException("a template has no value for " + name);
    }

    private static void indent(String text, String indentation, StringBuilder indented) {
        for (int start = 0; start < text.length(); ) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed;
            if (end > start) {
                indented.append(indentation).append(text, start, end);
            }
            indented.append('\n');
            start = end + 1;
        }
    }

    /** The text with its types resolved. */
    public static CodeBlock block(String text) {
        StringBuilder format = new StringBuilder(text.length());
        List<ClassName> types = new ArrayList<>();
        int done = 0;
        for (int dollar = text.indexOf('$'); dollar >= 0; dollar = text.indexOf('$', done)) {
            format.append(text, done, dollar);
            if (text.startsWith("$$", dollar)) {
                format.append("$$");
                done = dollar + 2;
            } else {
                int colon = text.indexOf(":T", dollar);
                format.append("$T");
                types.add(type(text.substring(dollar + 1, colon)));
                done = colon + 2;
            }
        }
        return CodeBlock.of(format.append(text, done, text.length()).toString(), types.toArray());
    }

    private static ClassName type(String name) {
        ClassName type = TYPES.get(name);
        if (type == null) {
            throw new IllegalStateException("no type is called " + name);
        }
        return type;
    }

    /** A string literal in such a text. */
    public static String string(String value) {
        return inText(CodeBlock.of("$S", value).toString());
    }

    /** Any characters in such a text: without a meaning for types. */
    public static String inText(String value) {
        return value.replace("$", "$$");
    }

    /** {@code base + offset} as an index, without what adds nothing. */
    public static String at(String base, long offset) {
        return offset == 0 ? base : base + " + " + offset;
    }

    /** {@code factor * size}, without a factor of one. */
    public static String times(String factor, long size) {
        return size == 1 ? factor : factor + " * " + size;
    }
}
