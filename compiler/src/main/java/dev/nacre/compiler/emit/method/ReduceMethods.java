package dev.nacre.compiler.emit.method;

import com.palantir.javapoet.MethodSpec;
import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.ReduceLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes {@link ReduceLoop}: with lanes along the last axis where that is reduced, else across it. */
final class ReduceMethods {

    private static final String PARAMETERS = "float[] x, int xo, float[] y, int yo, int rows";

    private final Target target;
    private final Dialect dialect;
    private final Counts counts;
    private final ReduceLoop kernel;
    private final Joining joining;
    private final boolean ordered;

    private ReduceMethods(Target target, Counts counts, ReduceLoop kernel) {
        this.target = target;
        this.counts = counts;
        this.dialect = Dialect.of(target);
        this.kernel = kernel;
        this.joining = Joining.of(kernel.maximum());
        this.ordered = isOrdered(target, kernel);
    }

    static List<MethodSpec> of(Target target, Counts counts, ReduceLoop kernel, String name) {
        ReduceMethods methods = new ReduceMethods(target, counts, kernel);
        String javadoc = (kernel.maximum() ? "The maximum" : "The sum")
                + (kernel.accumulate() ? " over all samples, added to y" : "")
                + ", for {@code rows} samples.";
        return List.of(Methods.kernel(name, javadoc, PARAMETERS + counts.parameters(sizes(kernel)), methods.body()));
    }

    /** The counts of its loops but that over samples. */
    static List<Integer> sizes(ReduceLoop kernel) {
        List<Integer> sizes = new ArrayList<>(kernel.kept());
        sizes.addAll(kernel.reduced());
        sizes.add(kernel.width());
        return sizes;
    }

    static boolean isOrdered(Target target, ReduceLoop kernel) {
        return kernel.maximum() && OrderedBits.suit(target, terms(kernel)) && fillsVector(kernel, target);
    }

    private String body() {
        if (!kernel.lanes()) {
            return across();
        } else if (!kernel.maximum()) {
            return sumAlong();
        } else if (!counts.isFixed(kernel.width())) {
            return ordered ? largestAlongLength() : alongLength();
        }
        return ordered ? largestAlong() : along();
    }

    private static boolean fillsVector(ReduceLoop kernel, Target target) {
        return !kernel.lanes() || kernel.width() >= target.lanes();
    }

    /** How many elements become one. */
    private static long terms(ReduceLoop kernel) {
        return kernel.reduced().stream()
                .mapToLong(size -> size)
                .reduce(kernel.lanes() ? kernel.width() : 1, (a, b) -> a * b);
    }

    /** Declares a chain that has joined nothing yet. */
    private String start(String name) {
        return ordered
                ? OrderedBits.start(name)
                : dialect.type() + " " + name + " = " + dialect.constant(joining.start()) + ";";
    }

    /** Statements that join values to a chain. */
    private String step(String name, String values) {
        return ordered
                ? OrderedBits.raise(name, 0, values)
                : name + " = " + joining.join(dialect, name, values) + ";\n";
    }

    /** Lanes across the last axis: each element has a chain of its own. */
    private String across() {
        String width = counts.isFixed(kernel.width())
                ? String.valueOf(new Tiling(target).vectorsIn(kernel.width()) * target.lanes())
                : counts.text(kernel.width());
        String chain = ordered ? "keys" : name();
        String reduced = Loops.around(counts, kernel.reduced(), "k", step(chain, dialect.load("x", source("j"))));
        boolean accumulate = kernel.accumulate();
        String terms = accumulate ? "for (int r = 0; r < rows; r++) {\n" + reduced.indent(4) + "}\n" : reduced;
        String place = result() + " + j";
        String loop = Code.fill(
                """
                for (int j = 0; j < #{width}; j += #{lanes}) {
                    #{start}
                    #{terms}
                    #{store}
                }
                """,
                "width",
                width,
                "lanes",
                target.lanes(),
                "start",
                accumulate ? dialect.type() + " sum = " + dialect.load("y", place) + ";" : start(chain),
                "terms",
                terms,
                "store",
                ordered
                        ? OrderedBits.floats("keys", name()) + dialect.store(name(), "y", place)
                        : dialect.store(name(), "y", place));
        return accumulate ? Loops.around(counts, kernel.kept(), "a", loop) : Loops.nest(counts, kernel.kept(), loop);
    }

    /** Lanes along the last axis, of which maxima may count elements twice: the last vector of a row ends with the row. */
    private String largestAlong() {
        int full = kernel.width() / Buffer.LANES * Buffer.LANES;
        List<String> parts = IntStream.range(0, Math.min(kernel.width(), Buffer.LANES) / target.lanes())
                .mapToObj(part -> "keys" + part)
                .toList();
        StringBuilder steps = new StringBuilder();
        if (full > 0) {
            StringBuilder block = new StringBuilder();
            for (int i = 0; i < parts.size(); i++) {
                block.append(stepAlong(parts, i, Code.at("j", (long) i * target.lanes())));
            }
            steps.append("for (int j = 0; j < " + full + "; j += 16) {\n"
                    + block.toString().indent(4) + "}\n");
        }
        int last = kernel.width() - target.lanes();
        for (int i = 0; full + i * target.lanes() < kernel.width(); i++) {
            steps.append(stepAlong(parts, i, String.valueOf(Math.min(full + i * target.lanes(), last))));
        }
        String starts = parts.stream().map(part -> start(part) + "\n").collect(Collectors.joining());
        String ends = String.join("\n", OrderedBits.fold(parts, name())) + "\ny[" + result() + "] = " + name() + ";\n";
        return Loops.nest(counts, kernel.kept(), starts + Loops.around(counts, kernel.reduced(), "k", steps.toString()) + ends);
    }

    private String stepAlong(List<String> parts, int vector, String column) {
        return OrderedBits.raise(parts.get(vector % parts.size()), vector, dialect.load("x", source(column)));
    }

    /**
     * Sums along the last axis: sixteen chains for each result, folded. Elements behind the last block of sixteen go into the chains that they
     * would go into if the row went on; so zeros behind a row change nothing.
     */
    private String sumAlong() {
        LaneFold fold = new LaneFold(target, joining);
        boolean fixed = counts.isFixed(kernel.width());
        int full = kernel.width() / Buffer.LANES * Buffer.LANES;
        String width = counts.text(kernel.width());
        List<String> parts =
                IntStream.range(0, fold.parts()).mapToObj(part -> "sum" + part).toList();
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            block.append(step(parts.get(i), dialect.load("x", source(Code.at("j", (long) i * target.lanes())))));
        }
        StringBuilder loops = new StringBuilder();
        if (!fixed) {
            loops.append("int j = 0;\nfor (; j <= " + width + " - 16; j += 16) {\n"
                    + block.toString().indent(4) + "}\n");
            loops.append("if (j < " + width + ") {\n" + rest(parts, "j", width + " - j").indent(4) + "}\n");
        } else {
            if (full > 0) {
                loops.append("for (int j = 0; j < " + full + "; j += 16) {\n"
                        + block.toString().indent(4) + "}\n");
            }
            if (full < kernel.width()) {
                loops.append(rest(parts, String.valueOf(full), String.valueOf(kernel.width() - full)));
            }
        }
        String starts = parts.stream().map(part -> start(part) + "\n").collect(Collectors.joining());
        String place = "y[" + result() + "]";
        String ends = String.join("\n", fold.statements("sum", "sum")) + "\n" + place
                + (kernel.accumulate() ? " += sum;\n" : " = sum;\n");
        return Loops.nest(
                counts, kernel.kept(), starts + Loops.around(counts, kernel.reduced(), "k", loops.toString()) + ends);
    }

    /** Adds the {@code count} elements from {@code column} on, less than sixteen, to the first chains. */
    private String rest(List<String> parts, String column, String count) {
        StringBuilder rest = new StringBuilder();
        boolean fixed = Character.isDigit(count.charAt(0)) && !count.contains(" ");
        for (int i = 0; i < parts.size(); i++) {
            int first = i * target.lanes();
            if (fixed && first >= Integer.parseInt(count)) {
                break;
            }
            String place = source(column.equals("j") || column.equals("0") ? Code.at(column, first) : sum(column, first));
            if (target.lanes() == 1) {
                String add = step(parts.get(i), "x[" + place + "]");
                rest.append(fixed ? add : "if (" + i + " < " + count + ") {\n" + add.indent(4) + "}\n");
                continue;
            }
            String ones = fixed
                    ? String.valueOf(Buffer.LANES - Integer.parseInt(count) + first)
                    : Code.at("16 - (" + count + ")", first);
            String elements = dialect.load("x", place);
            rest.append(step(
                    parts.get(i),
                    elements + ".blend(0f, " + dialect.load("$order:T.firstLanes()", ones)
                            + ".compare($o:T.EQ, 0f))"));
        }
        return rest.toString();
    }

    private static String sum(String number, int more) {
        return String.valueOf(Integer.parseInt(number) + more);
    }

    /** Maxima along the last axis: sixteen chains for each result, folded, then what is left of each row. */
    private String along() {
        LaneFold fold = new LaneFold(target, joining);
        int full = kernel.width() / Buffer.LANES * Buffer.LANES;
        List<String> starts = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        List<String> parts =
                IntStream.range(0, fold.parts()).mapToObj(part -> name() + part).toList();
        for (int i = 0; full > 0 && i < fold.parts(); i++) {
            starts.add(start(parts.get(i)));
            String load = dialect.load("x", source(Code.at("j", (long) i * target.lanes())));
            terms.add(step(parts.get(i), load));
        }
        StringBuilder loops = new StringBuilder();
        if (full > 0) {
            loops.append("for (int j = 0; j < ").append(full).append("; j += 16) {\n");
            loops.append(String.join("", terms).indent(4)).append("}\n");
        }
        boolean rest = full < kernel.width();
        if (rest) {
            starts.add("float rest = " + Dialect.literal(joining.start()) + ";");
            loops.append("for (int j = ")
                    .append(full)
                    .append("; j < ")
                    .append(kernel.width())
                    .append("; j++) {\n");
            loops.append("    rest = ")
                    .append(joinFloats("rest", "x[" + source("j") + "]"))
                    .append(";\n}\n");
        }
        List<String> ends = full > 0 ? fold.statements(name(), name()) : new ArrayList<>();
        String value = full == 0 ? "rest" : rest ? joinFloats(name(), "rest") : name();
        String place = "y[" + result() + "]";
        ends.add(kernel.accumulate() ? place + " += " + value + ";" : place + " = " + value + ";");
        return Loops.nest(
                kernel.kept(),
                String.join("\n", starts) + "\n" + Loops.around(counts, kernel.reduced(), "k", loops.toString())
                        + String.join("\n", ends) + "\n");
    }

    /** The same for a row whose length is known when the model is called. */
    private String alongLength() {
        LaneFold fold = new LaneFold(target, joining);
        List<String> parts =
                IntStream.range(0, fold.parts()).mapToObj(part -> name() + part).toList();
        StringBuilder starts = new StringBuilder();
        StringBuilder terms = new StringBuilder();
        for (int i = 0; i < fold.parts(); i++) {
            starts.append(start(parts.get(i))).append('\n');
            terms.append(step(parts.get(i), dialect.load("x", source(Code.at("j", (long) i * target.lanes())))));
        }
        String loops = Code.fill(
                """
                int j = 0;
                for (; j <= #{width} - 16; j += 16) {
                    #{terms}
                }
                for (; j < #{width}; j++) {
                    rest = #{rest};
                }
                """,
                "width",
                counts.text(kernel.width()),
                "terms",
                terms,
                "rest",
                joinFloats("rest", "x[" + source("j") + "]"));
        String place = "y[" + result() + "]";
        String ends = String.join("\n", fold.statements(name(), name())) + "\n" + place
                + (kernel.accumulate() ? " += " : " = ") + joinFloats(name(), "rest") + ";\n";
        return Loops.nest(
                counts,
                kernel.kept(),
                starts + "float rest = " + Dialect.literal(joining.start()) + ";\n"
                        + Loops.around(counts, kernel.reduced(), "k", loops) + ends);
    }

    /** The same for maxima: the last vector of a row ends with the row if the row fills one. */
    private String largestAlongLength() {
        List<String> parts = IntStream.range(0, Buffer.LANES / target.lanes())
                .mapToObj(part -> "keys" + part)
                .toList();
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            block.append(stepAlong(parts, i, Code.at("j", (long) i * target.lanes())));
        }
        String loops = Code.fill(
                """
                int j = 0;
                for (; j <= #{width} - 16; j += 16) {
                    #{block}
                }
                for (; j < #{width} && #{width} >= #{lanes}; j += #{lanes}) {
                    int last = Math.min(j, #{width} - #{lanes});
                    #{vector}
                }
                for (; j < #{width}; j++) {
                    rest = #{rest};
                }
                """,
                "width",
                counts.text(kernel.width()),
                "lanes",
                target.lanes(),
                "block",
                block,
                "vector",
                stepAlong(parts, 0, "last"),
                "rest",
                joinFloats("rest", "x[" + source("j") + "]"));
        String starts = parts.stream().map(part -> start(part) + "\n").collect(Collectors.joining());
        String ends = String.join("\n", OrderedBits.fold(parts, name())) + "\ny[" + result() + "] = "
                + joinFloats(name(), "rest") + ";\n";
        return Loops.nest(
                counts,
                kernel.kept(),
                starts + "float rest = " + Dialect.literal(joining.start()) + ";\n"
                        + Loops.around(counts, kernel.reduced(), "k", loops) + ends);
    }

    private String name() {
        return kernel.maximum() ? "max" : "sum";
    }

    private String joinFloats(String left, String right) {
        return joining.join(Dialect.of(Target.SCALAR), left, right);
    }

    private String source(String column) {
        StringBuilder place =
                new StringBuilder("xo + " + Code.times("r", kernel.source().batch()));
        List<Integer> steps = kernel.source().axes();
        for (int i = 0; i < steps.size(); i++) {
            String counter = i < kernel.kept().size()
                    ? "a" + i
                    : "k" + (i - kernel.kept().size());
            place.append(" + ").append(Code.times(counter, steps.get(i)));
        }
        return column.equals("0") ? place.toString() : place + " + " + column;
    }

    private String result() {
        StringBuilder place = new StringBuilder("yo");
        if (kernel.result().batch() != 0) {
            place.append(" + ").append(Code.times("r", kernel.result().batch()));
        }
        for (int i = 0; i < kernel.kept().size(); i++) {
            place.append(" + ")
                    .append(Code.times("a" + i, kernel.result().axes().get(i)));
        }
        return place.toString();
    }
}
