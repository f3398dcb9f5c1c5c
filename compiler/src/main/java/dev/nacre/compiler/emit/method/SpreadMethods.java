package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Sliding;
import dev.nacre.compiler.kernel.SpreadLoop;
import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes {@link SpreadLoop}: zeros, then window after window is added; or, where each element is in one window, window after
 * window is written. What a maximum has left to give is a vector of its own, which is zero where it was given.
 */
final class SpreadMethods {

    /** The most elements of a window in a straight line: each takes up to seven operations. */
    private static final int STRAIGHT = 9;

    private static final Dialect.Operand ZERO = new Dialect.Operand("0f", true);

    private final Counts counts;
    private final Dialect dialect;
    private final SpreadLoop kernel;
    private final WindowLoops loops;
    private final RowVectors vectors;
    private final WindowLoops.Walk result;
    private final WindowLoops.Walk gradients;
    private final boolean disjoint;

    private SpreadMethods(Target target, Counts counts, SpreadLoop kernel) {
        this.counts = counts;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
        this.loops = new WindowLoops(counts, kernel.windows());
        this.vectors = new RowVectors(target, kernel.width());
        this.result = loops.under(kernel.result());
        this.gradients = loops.beside(kernel.operands().get(kernel.operands().size() - 1));
        this.disjoint = kernel.windows().stream().allMatch(Sliding::isDisjoint);
    }

    static List<MethodSpec> of(Target target, Counts counts, SpreadLoop kernel, String name) {
        String what = kernel.maximum() ? "The gradients of windows at the first of their maxima" : "What windows hold";
        SpreadMethods methods = new SpreadMethods(target, counts, kernel);
        String javadoc = what + (methods.disjoint ? "" : ", added up") + ", for {@code rows} samples.";
        String operands =
                kernel.maximum() ? "float[] x, int xo, float[] m, int mo, float[] g, int go" : "float[] g, int go";
        return List.of(Methods.kernel(
                name,
                javadoc,
                operands + ", float[] y, int yo, int rows" + counts.parameters(sizes(kernel)),
                methods.zeros() + methods.body()));
    }

    /** The counts of its loops but that over samples. */
    static List<Integer> sizes(SpreadLoop kernel) {
        return WindowLoops.sizes(kernel.windows());
    }

    /** Nothing if windows write every element. */
    private String zeros() {
        if (disjoint && kernel.windows().stream().allMatch(Sliding::coversAll)) {
            return "";
        }
        StringBuilder place =
                new StringBuilder("yo + " + Code.times("r", kernel.result().batch()));
        for (int axis = 0; axis < kernel.windows().size(); axis++) {
            place.append(" + ")
                    .append(Code.times("a" + axis, kernel.result().axes().get(axis)));
        }
        List<Integer> lengths = kernel.windows().stream().map(Sliding::length).toList();
        String store = dialect.store(dialect.constant(0f), "y", vectors.at("yoRow"));
        return Loops.nest(counts, lengths, "int yoRow = " + place + ";\n" + vectors.each(store + "\n"));
    }

    private String body() {
        StringBuilder places = new StringBuilder();
        if (kernel.maximum()) {
            places.append("int xoWindow = ")
                    .append(loops.window("xo", loops.under(kernel.operands().get(0))))
                    .append(";\nint moRow = ")
                    .append(loops.window("mo", loops.beside(kernel.operands().get(1))))
                    .append(";\n");
        }
        places.append("int goRow = ").append(loops.window("go", gradients)).append(";\n");
        places.append("int yoWindow = ").append(loops.window("yo", result)).append(";\n");
        String window = kernel.lanes()
                ? alongLanes()
                : loops.choose(STRAIGHT, vectors.each(straight()), vectors.each(looped()));
        return loops.overWindows(places + window);
    }

    private String straight() {
        List<String> to = loops.elements("yoWindow", result);
        StringBuilder steps = new StringBuilder(starts());
        List<String> from = kernel.maximum()
                ? loops.elements("xoWindow", loops.under(kernel.operands().get(0)))
                : loops.elements("goRow", gradients);
        IntStream.range(0, to.size())
                .forEach(i -> steps.append(step(String.valueOf(i), from.get(i), to.get(i), i + 1 == to.size())));
        return steps.toString();
    }

    private String looped() {
        String from = kernel.maximum()
                ? loops.element("xoWindow", loops.under(kernel.operands().get(0)))
                : loops.element("goRow", gradients);
        return starts() + loops.overElements(step("", from, loops.element("yoWindow", result), false));
    }

    private boolean isRepeated() {
        return gradients.elements().stream().allMatch(step -> step == 0);
    }

    private String starts() {
        String gradient = dialect.load("g", vectors.at("goRow"));
        if (kernel.maximum()) {
            return local("max", dialect.load("m", vectors.at("moRow"))) + local("left", gradient);
        }
        return isRepeated() ? local("each", gradient) : "";
    }

    private String local(String name, String value) {
        return dialect.type() + " " + name + " = " + value + ";\n";
    }

    /** @param last whether nothing is asked for any more of what is left */
    private String step(String suffix, String from, String to, boolean last) {
        if (!kernel.maximum()) {
            return store(isRepeated() ? "each" : dialect.load("g", vectors.at(from)), to);
        }
        String value = "value" + suffix;
        Dialect.Operand x = new Dialect.Operand(value, false);
        Dialect.Operand max = new Dialect.Operand("max", false);
        Dialect.Operand left = new Dialect.Operand("left", false);
        String loaded = local(value, dialect.load("x", vectors.at(from)));
        String stored = store(dialect.select(Comparison.LT, x, max, ZERO, left), to);
        String rest = "left = " + unwrapped(dialect.select(Comparison.LT, x, max, left, ZERO)) + ";\n";
        return loaded + stored + (last ? "" : rest);
    }

    private String store(String value, String to) {
        String place = vectors.at(to);
        String sum = disjoint
                ? value
                : dialect.binary(
                        Operator.ADD,
                        new Dialect.Operand(dialect.load("y", place), false),
                        new Dialect.Operand(value, false));
        return dialect.store(unwrapped(sum), "y", place) + "\n";
    }

    private static String unwrapped(String text) {
        return text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
    }

    /** One element after the other, because lanes do not know which of them is the first. */
    private String alongLanes() {
        String x = loops.element("xoWindow", loops.under(kernel.operands().get(0)));
        String y = loops.element("yoWindow", result);
        String each = Code.fill("""
                for (int j = 0; j < #{width}; j++) {
                    boolean less = x[#{x} + j] < max;
                    y[#{y} + j] = less ? 0f : left;
                    left = less ? left : 0f;
                }
                """, "width", kernel.width(), "x", x, "y", y);
        return "float max = m[moRow];\nfloat left = g[goRow];\n" + loops.overElements(each);
    }
}
