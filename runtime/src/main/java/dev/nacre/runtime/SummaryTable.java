package dev.nacre.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Renders the table of {@link ModelSpec#toString()}. */
final class SummaryTable {

    private static final String GAP = "  ";
    private static final List<String> HEADINGS = List.of("layer", "kind", "output", "parameters", "multiply-adds");
    /** The columns before it are aligned left, it and those behind it right. */
    private static final int FIRST_NUMBER = 3;

    private final List<List<String>> rows = new ArrayList<>();

    private SummaryTable() {}

    static String of(ModelSpec spec) {
        SummaryTable table = new SummaryTable();
        SummaryRows.of(spec).forEach(row -> table.add(row, ""));
        return table.text(spec.name() + " " + ports(spec.inputs()) + " -> " + ports(spec.outputs()), totals(spec))
                + atBounds(spec);
    }

    /** A line that says for which lengths the numbers are, if there are lengths. */
    private static String atBounds(ModelSpec spec) {
        List<Port> ports = spec.lengthPorts();
        return ports.isEmpty()
                ? ""
                : ports.stream()
                        .map(port -> port.length().orElseThrow() + " = " + number(port.bound()))
                        .collect(Collectors.joining(", ", "\nmultiply-adds and bytes a sample are those at ", ""));
    }

    private static Map<String, Long> totals(ModelSpec spec) {
        Map<String, Long> totals = new LinkedHashMap<>();
        totals.put("parameters", spec.parameterCount());
        totals.put("trainable", spec.trainableCount());
        totals.put("multiply-adds", spec.multiplyAdds());
        totals.put("bytes of parameters", spec.parameterBytes());
        totals.put("bytes a sample, prediction", spec.predictionBytes());
        totals.put("bytes a sample, training", spec.trainingBytes());
        return totals;
    }

    private void add(SummaryRow row, String indentation) {
        String counted = row.parameters() == 0 && row.shared() ? "shared" : numberOrDash(row.parameters());
        rows.add(List.of(
                indentation + row.name(),
                row.kind(),
                row.output().toString(),
                counted,
                numberOrDash(row.multiplyAdds())));
        row.rows().forEach(inner -> add(inner, indentation + GAP));
    }

    private String text(String title, Map<String, Long> totals) {
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

    private static String ports(List<Port> ports) {
        return ports.stream().map(Port::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String numberOrDash(long count) {
        return count == 0 ? "-" : number(count);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
