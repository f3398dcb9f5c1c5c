package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.MapLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes {@link MapLoop}: one loop over everything where all operands are walked alike, else a loop for each axis. */
final class MapMethods {

    private final Target target;
    private final Dialect dialect;
    private final Counts counts;
    private final MapLoop kernel;

    private MapMethods(Target target, Counts counts, MapLoop kernel) {
        this.target = target;
        this.counts = counts;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
    }

    static List<MethodSpec> of(Target target, Counts counts, MapLoop kernel, String name) {
        MapMethods methods = new MapMethods(target, counts, kernel);
        return List.of(Methods.kernel(
                name,
                "Elementwise over {@code rows} rows of " + counts.text(kernel.width()) + ".",
                parameters(kernel) + ", int rows" + counts.parameters(sizes(kernel)),
                methods.isFlat() ? methods.flat() : methods.nested()));
    }

    /** The counts of its loops but the outermost. */
    static List<Integer> sizes(MapLoop kernel) {
        List<Integer> sizes = new ArrayList<>(kernel.axes());
        sizes.add(kernel.width());
        return sizes;
    }

    private static String parameters(MapLoop kernel) {
        StringBuilder parameters = new StringBuilder();
        for (int i = 0; i < kernel.operands().size(); i++) {
            parameters
                    .append("float[] x")
                    .append(i)
                    .append(", int xo")
                    .append(i)
                    .append(", ");
        }
        return parameters + "float[] y, int yo";
    }

    /** Whether all rows follow each other without a gap that would be worth skipping. */
    private boolean isFlat() {
        long stride = kernel.result().batch();
        int touched = new Tiling(target).vectorsIn(kernel.width()) * target.lanes();
        return kernel.axes().isEmpty()
                && counts.isFixed(kernel.width())
                && touched == stride
                && kernel.operands().stream().allMatch(a -> isConstant(a) || (a.contiguous() && a.batch() == stride));
    }

    private static boolean isConstant(Access access) {
        return !access.contiguous()
                && access.batch() == 0
                && access.axes().stream().allMatch(step -> step == 0);
    }

    private String flat() {
        List<String> hoisted = new ArrayList<>();
        List<String> arguments = arguments(hoisted, "", "i");
        return Code.fill(
                """
                #{hoisted}
                for (int i = 0; i < rows * #{width}; #{step}) {
                    #{body}
                }
                """,
                "hoisted",
                String.join("\n", hoisted),
                "width",
                kernel.result().batch(),
                "step",
                step("i"),
                "body",
                body(arguments, "yo + i"));
    }

    private String step(String index) {
        return target.lanes() == 1 ? index + "++" : index + " += " + target.lanes();
    }

    private String nested() {
        List<String> hoisted = new ArrayList<>();
        List<String> arguments = arguments(hoisted, "Row", "j");
        String width = counts.isFixed(kernel.width())
                ? String.valueOf(new Tiling(target).vectorsIn(kernel.width()) * target.lanes())
                : counts.text(kernel.width());
        String inner = Code.fill("""
                for (int j = 0; j < #{width}; #{step}) {
                    #{body}
                }
                """, "width", width, "step", step("j"), "body", body(arguments, "yoRow + j"));
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < kernel.operands().size(); i++) {
            rows.add("int xo" + i + "Row = "
                    + Loops.place("xo" + i, kernel.operands().get(i)) + ";");
        }
        rows.add("int yoRow = " + Loops.place("yo", kernel.result()) + ";");
        rows.addAll(hoisted);
        String nest = String.join("\n", rows) + "\n" + inner;
        return Loops.nest(counts, kernel.axes(), nest);
    }

    private List<String> arguments(List<String> hoisted, String suffix, String index) {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < kernel.operands().size(); i++) {
            Access access = kernel.operands().get(i);
            String offset = "xo" + i + suffix;
            if (access.contiguous()) {
                arguments.add("#" + dialect.load("x" + i, offset + " + " + index));
            } else {
                hoisted.add(dialect.type() + " v" + i + " = " + dialect.broadcast("x" + i, offset) + ";");
                arguments.add("v" + i);
            }
        }
        return arguments;
    }

    /** Loads what is read in each step, computes, stores. */
    private String body(List<String> arguments, String place) {
        List<String> lines = new ArrayList<>();
        List<String> locals = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("#")) {
                lines.add(dialect.type() + " v" + i + " = " + argument.substring(1) + ";");
                locals.add("v" + i);
            } else {
                locals.add(argument);
            }
        }
        ScalarCode.Written value = ScalarCode.write(dialect, kernel.body(), locals, "t");
        List<String> store = List.of(dialect.store(value.expression(), "y", place));
        return Stream.of(lines, value.statements(), store)
                        .flatMap(List::stream)
                        .reduce("", (text, line) -> text + line + "\n")
                        .stripTrailing()
                + "\n";
    }
}
