package dev.nacre.compiler.emit;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.method.NestedClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Statements one after the other: in one method if they are few, otherwise in several that are called in turn, because
 * HotSpot never compiles a method of 8,000 bytes and javac refuses one of 65,536.
 */
final class Statements {

    /** The most arguments of all calls in a method. None takes more than seven bytes, most take two. */
    private static final int ARGUMENTS = 500;

    private final NestedClasses classes;
    private final String name;
    private final String arguments;
    private final BiFunction<String, String, MethodSpec> method;
    private int next = 1;

    /**
     * A sequence without statements.
     *
     * @param name what the methods' names start with, before a number
     * @param arguments what the statements need, as arguments of a call
     * @param method a static method of a name and a body, with parameters for the arguments
     */
    Statements(NestedClasses classes, String name, String arguments, BiFunction<String, String, MethodSpec> method) {
        this.classes = classes;
        this.name = name;
        this.arguments = arguments;
        this.method = method;
    }

    /**
     * A statement.
     *
     * @param comment stands above it, once for neighbours that share it; none if empty
     */
    record Line(String comment, String code) {

        /** Arguments, of which commas tell, and the method, which takes about two of them. */
        private int size() {
            int size = 3;
            for (int comma = code.indexOf(','); comma >= 0; comma = code.indexOf(',', comma + 1)) {
                size++;
            }
            return size;
        }
    }

    /** Whether the statements fit into one method. */
    static boolean fits(List<Line> lines) {
        return fits(size(lines));
    }

    /** Whether statements with so many arguments fit into one method. */
    static boolean fits(int arguments) {
        return arguments <= ARGUMENTS;
    }

    private static int size(List<Line> lines) {
        return lines.stream().mapToInt(Line::size).sum();
    }

    /** The statements as text. */
    static String text(List<Line> lines) {
        StringBuilder text = new StringBuilder();
        String above = "";
        for (Line line : lines) {
            boolean isNew = !line.comment().equals(above);
            above = line.comment();
            if (isNew && !above.isEmpty()) {
                text.append("// ").append(above).append('\n');
            }
            text.append(line.code()).append('\n');
        }
        return text.toString();
    }

    /** What does the statements: themselves, or calls of methods with them; one statement cannot be cut. */
    String body(List<Line> lines) {
        if (lines.size() == 1 || fits(lines)) {
            return text(lines);
        }
        List<Line> calls = new ArrayList<>();
        List<Line> some = new ArrayList<>();
        int size = 0;
        for (Line line : lines) {
            size += line.size();
            if (!some.isEmpty() && size > ARGUMENTS) {
                calls.add(new Line("", call(some)));
                some = new ArrayList<>();
                size = line.size();
            }
            some.add(line);
        }
        calls.add(new Line("", call(some)));
        return body(calls);
    }

    /** The call of a method that does the statements. */
    String call(List<Line> lines) {
        String body = body(lines);
        String part = name + next++;
        String nested = classes.add(List.of(method.apply(part, body)), Math.min(ARGUMENTS, size(lines)));
        return nested + part + "(" + arguments + ");";
    }
}
