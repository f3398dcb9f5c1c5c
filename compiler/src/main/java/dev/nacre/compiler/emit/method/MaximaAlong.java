package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.ReduceLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Maxima along the last axis: of integers in the order of floats where that pays, else of floats. */
final class MaximaAlong {

    private final Target target;
    private final Dialect dialect;
    private final Counts counts;
    private final ReduceLoop kernel;
    private final boolean ordered;
    private final ReducePlaces places;

    /** @param ordered whether integers are compared */
    MaximaAlong(Target target, Counts counts, ReduceLoop kernel, boolean ordered) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.counts = counts;
        this.kernel = kernel;
        this.ordered = ordered;
        this.places = new ReducePlaces(kernel);
    }

    String body() {
        if (counts.isFixed(kernel.width())) {
            return ordered ? largestAlong() : along();
        }
        return ordered ? largestAlongLength() : alongLength();
    }

    private String start(String name) {
        return ordered
                ? OrderedBits.start(name)
                : dialect.type() + " " + name + " = " + dialect.constant(Joining.MAXIMUM.start()) + ";";
    }

    private String step(String name, String value) {
        return name + " = " + Joining.MAXIMUM.join(dialect, name, value) + ";\n";
    }

    private static String joinFloats(String left, String right) {
        return Joining.MAXIMUM.join(Dialect.of(Target.SCALAR), left, right);
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
        String ends =
                String.join("\n", OrderedBits.fold(parts, "max")) + "\ny[" + places.result() + "] = " + "max" + ";\n";
        return Loops.nest(
                counts, kernel.kept(), starts + Loops.around(counts, kernel.reduced(), "k", steps.toString()) + ends);
    }

    private String stepAlong(List<String> parts, int vector, String column) {
        return OrderedBits.raise(parts.get(vector % parts.size()), vector, dialect.load("x", places.source(column)));
    }

    /** Maxima along the last axis: sixteen chains for each result, folded, then what is left of each row. */
    private String along() {
        LaneFold fold = new LaneFold(target, Joining.MAXIMUM);
        int full = kernel.width() / Buffer.LANES * Buffer.LANES;
        List<String> starts = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        List<String> parts =
                IntStream.range(0, fold.parts()).mapToObj(part -> "max" + part).toList();
        for (int i = 0; full > 0 && i < fold.parts(); i++) {
            starts.add(start(parts.get(i)));
            String load = dialect.load("x", places.source(Code.at("j", (long) i * target.lanes())));
            terms.add(step(parts.get(i), load));
        }
        StringBuilder loops = new StringBuilder();
        if (full > 0) {
            loops.append("for (int j = 0; j < ").append(full).append("; j += 16) {\n");
            loops.append(String.join("", terms).indent(4)).append("}\n");
        }
        boolean rest = full < kernel.width();
        if (rest) {
            starts.add("float rest = " + Dialect.literal(Joining.MAXIMUM.start()) + ";");
            loops.append("for (int j = ")
                    .append(full)
                    .append("; j < ")
                    .append(kernel.width())
                    .append("; j++) {\n");
            loops.append("    rest = ")
                    .append(joinFloats("rest", "x[" + places.source("j") + "]"))
                    .append(";\n}\n");
        }
        List<String> ends = full > 0 ? fold.statements("max", "max") : new ArrayList<>();
        String value = full == 0 ? "rest" : rest ? joinFloats("max", "rest") : "max";
        String place = "y[" + places.result() + "]";
        ends.add(place + " = " + value + ";");
        return Loops.nest(
                counts,
                kernel.kept(),
                String.join("\n", starts) + "\n" + Loops.around(counts, kernel.reduced(), "k", loops.toString())
                        + String.join("\n", ends) + "\n");
    }

    /** The same for a row whose length is known when the model is called. */
    private String alongLength() {
        LaneFold fold = new LaneFold(target, Joining.MAXIMUM);
        List<String> parts =
                IntStream.range(0, fold.parts()).mapToObj(part -> "max" + part).toList();
        StringBuilder starts = new StringBuilder();
        StringBuilder terms = new StringBuilder();
        for (int i = 0; i < fold.parts(); i++) {
            starts.append(start(parts.get(i))).append('\n');
            terms.append(step(parts.get(i), dialect.load("x", places.source(Code.at("j", (long) i * target.lanes())))));
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
                joinFloats("rest", "x[" + places.source("j") + "]"));
        String place = "y[" + places.result() + "]";
        String ends = String.join("\n", fold.statements("max", "max")) + "\n" + place + " = "
                + joinFloats("max", "rest") + ";\n";
        return Loops.nest(
                counts,
                kernel.kept(),
                starts + "float rest = " + Dialect.literal(Joining.MAXIMUM.start()) + ";\n"
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
                joinFloats("rest", "x[" + places.source("j") + "]"));
        String starts = parts.stream().map(part -> start(part) + "\n").collect(Collectors.joining());
        String ends = String.join("\n", OrderedBits.fold(parts, "max")) + "\ny[" + places.result() + "] = "
                + joinFloats("max", "rest") + ";\n";
        return Loops.nest(
                counts,
                kernel.kept(),
                starts + "float rest = " + Dialect.literal(Joining.MAXIMUM.start()) + ";\n"
                        + Loops.around(counts, kernel.reduced(), "k", loops) + ends);
    }
}
