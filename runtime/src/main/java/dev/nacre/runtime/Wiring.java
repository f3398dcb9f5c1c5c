package dev.nacre.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which column of a dataset goes to which input and which loss; making it checks that they suit each other. */
final class Wiring {

    /** The name of a column that was given without one. */
    static final String UNNAMED = "";

    private final ModelSpec spec;
    private final Dataset dataset;
    private final List<Column> inputs = new ArrayList<>();
    private final List<Column> targets = new ArrayList<>();
    private final int stored;

    /**
     * Connects a dataset with a model and the losses of a trainer.
     *
     * @throws IllegalArgumentException if a column is missing, unknown, of the wrong type or of the wrong length; names it
     */
    Wiring(ModelSpec spec, List<Criterion> criteria, Dataset dataset) {
        this.spec = spec;
        this.dataset = dataset;
        refuseUnknown("input", dataset.inputs(), spec.inputs());
        refuseUnknown("output", dataset.targets(), spec.outputs());
        spec.inputs().forEach(port -> inputs.add(input(port)));
        criteria.forEach(criterion -> targets.add(target(criterion.port(), criteria.size())));
        refuseTargetsWithoutLoss(criteria);
        int width = spec.inputs().get(0).width();
        stored = dataset.stored().orElse(Math.max(1, inputs.get(0).length() / width));
        for (int i = 0; i < inputs.size(); i++) {
            Port port = spec.inputs().get(i);
            checkRows(port.toString(), inputs.get(i).length(), port.width());
        }
        for (int i = 0; i < targets.size(); i++) {
            Port port = criteria.get(i).port();
            checkRows(
                    "targets of " + port,
                    targets.get(i).length(),
                    targets.get(i).isFloat() ? port.width() : 1);
        }
    }

    private void refuseUnknown(String kind, Map<String, Column> columns, List<Port> ports) {
        for (String name : columns.keySet()) {
            boolean known = name.equals(UNNAMED)
                    || ports.stream().anyMatch(port -> port.name().equals(name));
            if (!known) {
                throw unknown(spec, kind, name, ports);
            }
        }
    }

    /** What is said of a name that no port has. */
    static IllegalArgumentException unknown(ModelSpec spec, String kind, String name, List<Port> ports) {
        List<String> names = ports.stream().map(Port::name).toList();
        Optional<String> near = NearestNames.of(name, names);
        return new IllegalArgumentException(spec.name() + ": expected the name of an " + kind + ", one of "
                + String.join(", ", names) + ", got " + Quoted.of(name)
                + near.map(other -> "; did you mean " + other + "?").orElse(""));
    }

    private Column input(Port port) {
        Column column = column(dataset.inputs(), port, spec.inputs().size())
                .orElseThrow(() -> new IllegalArgumentException(spec.name() + ": expected data for the input " + port
                        + ", got " + given(dataset.inputs()) + "; write Dataset.builder(n).input(\"" + port.name()
                        + "\", …)"));
        if (column.isFloat() != port.isFloat()) {
            throw new IllegalArgumentException(
                    spec.name() + ": expected " + (port.isFloat() ? "values (float[])" : "indices (int[])") + " for "
                            + port + ", got " + column.type());
        }
        return column;
    }

    private Column target(Port port, int losses) {
        return column(dataset.targets(), port, losses)
                .orElseThrow(
                        () -> new IllegalArgumentException(spec.name() + ": expected targets for the output " + port
                                + ", which has a loss, got " + given(dataset.targets())
                                + "; write Dataset.builder(n).target(\"" + port.name() + "\", …)"));
    }

    private static Optional<Column> column(Map<String, Column> columns, Port port, int ports) {
        Column unnamed = ports == 1 ? columns.get(UNNAMED) : null;
        return Optional.ofNullable(columns.getOrDefault(port.name(), unnamed));
    }

    private static String given(Map<String, Column> columns) {
        return columns.isEmpty()
                ? "none"
                : columns.containsKey(UNNAMED)
                        ? "an array without a name"
                        : "only " + String.join(", ", columns.keySet());
    }

    private void refuseTargetsWithoutLoss(List<Criterion> criteria) {
        for (String name : dataset.targets().keySet()) {
            boolean used = name.equals(UNNAMED)
                    || criteria.stream()
                            .anyMatch(criterion -> criterion.port().name().equals(name));
            if (!used) {
                throw new IllegalArgumentException(spec.name() + ": expected a loss for the output " + Quoted.of(name)
                        + ", of which there are targets, got none; write .loss(\"" + name
                        + "\", …), or leave the targets out");
            }
        }
    }

    private void checkRows(String what, int length, int width) {
        if (length != (long) stored * width) {
            throw new IllegalArgumentException(spec.name() + ": expected " + stored + " x " + width + " = "
                    + (long) stored * width + " values for " + what + ", got " + length);
        }
    }

    /** The number of samples. */
    int size() {
        return dataset.selected().orElse(stored);
    }

    /** The columns of the inputs, in the order of the model's. */
    List<Column> inputs() {
        return inputs;
    }

    /** The columns of the targets, in the order of the losses. */
    List<Column> targets() {
        return targets;
    }

    /** The classes of all samples. */
    int[] classes(Column column) {
        int[] classes = new int[size()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = column.index(dataset.place(i));
        }
        return classes;
    }

    /** Copies rows of the samples {@code order[from]} and following to an array of the column's type. */
    void gather(Column column, Object to, int width, int[] order, int from, int n) {
        for (int row = 0; row < n; row++) {
            column.copyRow(dataset.place(order[from + row]), to, row, width);
        }
    }
}
