package dev.nacre.compiler;

import dev.nacre.compiler.model.Layer;
import dev.nacre.compiler.model.Network;
import dev.nacre.compiler.model.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A network as a table for people. The runtime's {@code ModelSpec.toString} prints the same text for the generated class;
 * it cannot be called here, because the compiler does not depend on the runtime, so a test keeps the two equal.
 */
final class Summary {

    private static final String GAP = "  ";
    private static final List<String> HEADINGS = List.of("layer", "kind", "output", "parameters");
    private static final int LAST = HEADINGS.size() - 1;
    private static final String ALL = "parameters";
    private static final String TRAINABLE = "trainable";

    private final Network network;
    private final List<List<String>> rows;
    private final List<Integer> widths;

    private Summary(Network network) {
        this.network = network;
        this.rows = rows(network);
        this.widths = widths(rows);
    }

    /** The table, without a line break after its last line. */
    static String of(Network network) {
        return new Summary(network).table();
    }

    private String table() {
        String all = grouped(count(network, parameter -> true));
        String trainable = grouped(count(network, Parameter::trainable));
        int columns = widths.stream().mapToInt(Integer::intValue).sum() + LAST * GAP.length();
        int width = Math.max(columns, ALL.length() + GAP.length() + all.length());
        String rule = "-".repeat(width);

        List<String> lines = new ArrayList<>();
        lines.add(network.name() + " " + ports(network.inputs()) + " -> " + ports(network.outputs()));
        lines.add(line(HEADINGS));
        lines.add(rule);
        rows.forEach(row -> lines.add(line(row)));
        lines.add(rule);
        lines.add(ALL + right(all, width - ALL.length()));
        lines.add(TRAINABLE + right(trainable, width - TRAINABLE.length()));
        return String.join("\n", lines);
    }

    private static List<List<String>> rows(Network network) {
        Map<String, Parameter> parameters =
                network.parameters().stream().collect(Collectors.toMap(Parameter::name, parameter -> parameter));
        return network.layers().stream()
                .map(layer -> List.of(layer.path(), layer.kind(), layer.output().toString(), count(layer, parameters)))
                .toList();
    }

    private static String count(Layer layer, Map<String, Parameter> parameters) {
        long count = layer.parameters().stream()
                .map(parameters::get)
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
        return layer.parameters().isEmpty() ? "-" : grouped(count);
    }

    private static long count(Network network, Predicate<Parameter> counts) {
        return network.parameters().stream()
                .filter(counts)
                .mapToLong(parameter -> parameter.shape().elements())
                .sum();
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column <= LAST; column++) {
            int width = HEADINGS.get(column).length();
            for (List<String> row : rows) {
                width = Math.max(width, row.get(column).length());
            }
            widths.add(width);
        }
        return widths;
    }

    private String line(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < LAST; column++) {
            String cell = cells.get(column);
            line.append(cell)
                    .append(" ".repeat(widths.get(column) - cell.length()))
                    .append(GAP);
        }
        return line.append(right(cells.get(LAST), widths.get(LAST))).toString();
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }

    private static String ports(List<Network.Port> ports) {
        return ports.stream().map(port -> port.name() + ": " + port.type()).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String grouped(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
