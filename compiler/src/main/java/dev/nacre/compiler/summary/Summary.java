package dev.nacre.compiler.summary;

import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Parameter;
import dev.nacre.compiler.place.PlacedPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A network as a table for people. The runtime's {@code ModelSpec.toString} prints the same text for the generated class;
 * it cannot be called here, because the compiler does not depend on the runtime, so a test keeps the two equal.
 */
public final class Summary {

    private static final String GAP = "  ";
    private static final List<String> HEADINGS = List.of("layer", "kind", "output", "parameters", "multiply-adds");
    /** The columns before it are aligned left, it and those behind it right. */
    private static final int FIRST_NUMBER = 3;

    private final List<List<String>> rows = new ArrayList<>();

    private Summary() {}

    /** The table, without a line break after its last line. */
    public static String of(Network network, PlacedPlan placed) {
        Summary summary = new Summary();
        NetworkRows.of(network).forEach(row -> summary.add(row, ""));
        String title = network.name() + " " + ports(network.inputs()) + " -> " + ports(network.outputs());
        String table = summary.table(title, totals(network, Memory.of(placed)));
        return table + atBounds(network);
    }

    /** A line that says for which lengths the numbers are, if there are lengths. */
    private static String atBounds(Network network) {
        List<Length> lengths = Lengths.of(network).declared();
        return lengths.isEmpty()
                ? ""
                : lengths.stream()
                        .map(length -> length.name() + " = " + number(length.bound()))
                        .collect(Collectors.joining(", ", "\nmultiply-adds and bytes a sample are those at ", ""));
    }

    private static Map<String, Long> totals(Network network, Memory memory) {
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put("parameters", count(network, parameter -> true));
        totals.put("trainable", count(network, Parameter::trainable));
        totals.put("multiply-adds", MultiplyAdds.of(network));
        totals.put("bytes of parameters", memory.parameters());
        totals.put("bytes a sample, prediction", memory.prediction());
        totals.put("bytes a sample, training", memory.training());
        return totals;
    }

    private static long count(Network network, Predicate<Parameter> counts) {
        return network.parameters().stream()
                .filter(counts)
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
    }

    private void add(Row row, String indentation) {
        String counted = row.parameters() == 0 && row.shared() ? "shared" : numberOrDash(row.parameters());
        rows.add(List.of(
                indentation + row.name(),
                row.kind(),
                row.output().toString(),
                counted,
                numberOrDash(row.multiplyAdds())));
        row.rows().forEach(inner -> add(inner, indentation + GAP));
    }

    private String table(String title, Map<String, Long> totals) {
        int[] widths = widths();
        int width = (widths.length - 1) * GAP.length();
        for (int column : widths) {
            width += column;
        }
        for (Map.Entry<String, Long> total : totals.entrySet()) {
            width = Math.max(
                    width,
                    total.getKey().length()
                            + GAP.length()
                            + number(total.getValue()).length());
        }
        String rule = "-".repeat(width);
        List<String> lines = new ArrayList<>(List.of(title, line(HEADINGS, widths), rule));
        rows.forEach(row -> lines.add(line(row, widths)));
        lines.add(rule);
        for (Map.Entry<String, Long> total : totals.entrySet()) {
            lines.add(total.getKey()
                    + right(number(total.getValue()), width - total.getKey().length()));
        }
        return String.join("\n", lines);
    }

    private int[] widths() {
        int[] widths = HEADINGS.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            padded.add(column < FIRST_NUMBER ? left(cell, widths[column]) : right(cell, widths[column]));
        }
        return String.join(GAP, padded);
    }

    private static String left(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }

    private static String ports(List<Network.Port> ports) {
        return ports.stream().map(port -> port.name() + ": " + port.type()).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String numberOrDash(long count) {
        return count == 0 ? "-" : number(count);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
