package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.emit.vector.Target;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.ReduceLoop;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sums along the last axis: sixteen chains for each result, folded. Elements behind the last block of sixteen go into the chains that they
 * would go into if the row went on; so zeros behind a row change nothing.
 */
final class SumsAlong {

    private final Target target;
    private final Dialect dialect;
    private final Counts counts;
    private final ReduceLoop kernel;
    private final ReducePlaces places;

    SumsAlong(Target target, Counts counts, ReduceLoop kernel) {
        this.target = target;
        this.dialect = Dialect.of(target);
        this.counts = counts;
        this.kernel = kernel;
        this.places = new ReducePlaces(kernel);
    }

    String body() {
        LaneFold fold = new LaneFold(target, Joining.SUM);
        boolean fixed = counts.isFixed(kernel.width());
        int full = kernel.width() / Buffer.LANES * Buffer.LANES;
        String width = counts.text(kernel.width());
        List<String> parts =
                IntStream.range(0, fold.parts()).mapToObj(part -> "sum" + part).toList();
        StringBuilder block = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            block.append(
                    added(parts.get(i), dialect.load("x", places.source(Code.at("j", (long) i * target.lanes())))));
        }
        StringBuilder loops = new StringBuilder();
        if (!fixed) {
            loops.append("int j = 0;\nfor (; j <= " + width + " - 16; j += 16) {\n"
                    + block.toString().indent(4) + "}\n");
            loops.append("if (j < " + width + ") {\n"
                    + rest(parts, "j", width + " - j").indent(4) + "}\n");
        } else {
            if (full > 0) {
                loops.append("for (int j = 0; j < " + full + "; j += 16) {\n"
                        + block.toString().indent(4) + "}\n");
            }
            if (full < kernel.width()) {
                loops.append(rest(parts, String.valueOf(full), String.valueOf(kernel.width() - full)));
            }
        }
        String starts = parts.stream()
                .map(part -> dialect.type() + " " + part + " = " + dialect.constant(0) + ";\n")
                .collect(Collectors.joining());
        String place = "y[" + places.result() + "]";
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
            String place = places.source(
                    column.equals("j") || column.equals("0") ? Code.at(column, first) : sum(column, first));
            if (target.lanes() == 1) {
                String add = added(parts.get(i), "x[" + place + "]");
                rest.append(fixed ? add : "if (" + i + " < " + count + ") {\n" + add.indent(4) + "}\n");
                continue;
            }
            String ones = fixed
                    ? String.valueOf(Buffer.LANES - Integer.parseInt(count) + first)
                    : Code.at("16 - (" + count + ")", first);
            String elements = dialect.load("x", place);
            rest.append(added(
                    parts.get(i),
                    elements + ".blend(0f, " + dialect.load("$order:T.firstLanes()", ones) + ".compare($o:T.EQ, 0f))"));
        }
        return rest.toString();
    }

    private static String sum(String number, int more) {
        return String.valueOf(Integer.parseInt(number) + more);
    }

    private String added(String chain, String value) {
        return chain + " = " + Joining.SUM.join(dialect, chain, value) + ";\n";
    }
}
