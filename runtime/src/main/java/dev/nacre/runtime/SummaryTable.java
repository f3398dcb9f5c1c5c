package dev.nacre.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Renders the table of {@link ModelSpec#toString()}. */
final class SummaryTable {

    private static final String GAP = "  ";
    private static final List<String> HEADINGS = List.of("layer", "kind", "output", "parameters");
    private static final int LAST = HEADINGS.size() - 1;

    private SummaryTable() {}

    static String of(ModelSpec spec) {
        List<List<String>> rows = rows(spec);
        int[] widths = widths(rows);
        String parameters = count(spec.parameterCount());
        String trainable = count(spec.trainableCount());
        int width = Math.max(
                widths[0] + widths[1] + widths[2] + widths[LAST] + LAST * GAP.length(),
                "parameters".length() + GAP.length() + parameters.length());
        String rule = "-".repeat(width);

        List<String> lines = new ArrayList<>();
        lines.add(spec.name() + " " + ports(spec.inputs()) + " -> " + ports(spec.outputs()));
        lines.add(line(HEADINGS, widths));
        lines.add(rule);
        rows.forEach(row -> lines.add(line(row, widths)));
        lines.add(rule);
        lines.add("parameters" + right(parameters, width - "parameters".length()));
        lines.add("trainable" + right(trainable, width - "trainable".length()));
        return String.join("\n", lines);
    }

    private static List<List<String>> rows(ModelSpec spec) {
        Map<String, Long> counts = countsByPath(spec);
        List<List<String>> rows = new ArrayList<>();
        for (LayerSpec layer : spec.layers()) {
            Long count = counts.remove(layer.path());
            rows.add(
                    List.of(layer.path(), layer.kind(), layer.output().toString(), count == null ? "-" : count(count)));
        }
        return rows;
    }

    private static Map<String, Long> countsByPath(ModelSpec spec) {
        Set<String> paths = spec.layers().stream().map(LayerSpec::path).collect(Collectors.toCollection(HashSet::new));
        Map<String, Long> counts = new HashMap<>();
        for (ParameterSpec parameter : spec.parameters()) {
            String path = parameter.name();
            do {
                path = path.substring(0, Math.max(0, path.lastIndexOf('.')));
            } while (!path.isEmpty() && !paths.contains(path));
            counts.merge(path, (long) parameter.shape().elements(), Long::sum);
        }
        return counts;
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = HEADINGS.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows) {
            for (int column = 0; column <= LAST; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < LAST; column++) {
            String cell = cells.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
        }
        return line.append(right(cells.get(LAST), widths[LAST])).toString();
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }

    private static String ports(List<Port> ports) {
        return ports.stream().map(Port::toString).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
