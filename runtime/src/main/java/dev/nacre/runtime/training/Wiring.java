package dev.nacre.runtime.training;

import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.argument.NearestNames;
import dev.nacre.runtime.argument.Quoted;
import dev.nacre.runtime.training.loss.ValueLoss;
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
        Port leading = spec.inputs().get(0);
        int values = inputs.get(0).length();
        stored = dataset.stored().orElseGet(() -> rows(leading, values));
        String because = dataset.stored().isPresent()
                ? classesForOneRow(criteria)
                : "; " + leading + " has " + values + " values, which are " + stored + " samples";
        for (int i = 0; i < inputs.size(); i++) {
            Port port = spec.inputs().get(i);
            checkRows(port.toString(), inputs.get(i).length(), port.width(), because);
        }
        for (int i = 0; i < targets.size(); i++) {
            Criterion criterion = criteria.get(i);
            checkRows(
                    "targets of " + criterion.port(),
                    targets.get(i).length(),
                    targets.get(i).isFloat()
                            ? criterion.port().width()
                            : criterion.rows().count(1),
                    because);
        }
    }

    /** What explains wrong lengths where as many samples were taken for granted as there are classes. */
    private String classesForOneRow(List<Criterion> criteria) {
        for (int i = 0; i < targets.size(); i++) {
            int rows = criteria.get(i).rows().count(1);
            if (rows > 1 && !targets.get(i).isFloat() && targets.get(i).length() == stored) {
                return "; a sample has a class for each of " + rows + " positions of "
                        + criteria.get(i).port()
                        + ", and Dataset.of(inputs, classes, n) says how many samples there are";
            }
        }
        return "";
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

    /** How many samples there are, where only the values of the first input tell. */
    private int rows(Port port, int values) {
        if (values == 0 || values % port.width() != 0) {
            throw new IllegalArgumentException(spec.name() + ": expected rows of " + port.width() + " values for "
                    + port + ", got " + values + " values");
        }
        return values / port.width();
    }

    private void checkRows(String what, int length, int width, String because) {
        if (length != (long) stored * width) {
            throw new IllegalArgumentException(spec.name() + ": expected " + stored + " x " + width + " = "
                    + (long) stored * width + " values for " + what + ", got " + length + because);
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

    /**
     * Checks the inputs of all samples.
     *
     * @throws IllegalArgumentException if a value is infinite or NaN, or an index is not that of a row
     */
    void checkInputs() {
        for (int i = 0; i < inputs.size(); i++) {
            Port port = spec.inputs().get(i);
            Column column = inputs.get(i);
            if (column.isFloat()) {
                forRows((sample, place, n) ->
                        Values.checkInputs(spec.name(), port, column.values(), place * port.width(), n, sample));
            } else if (port.rows() > 0) {
                forRows((sample, place, n) ->
                        Values.checkIndices(spec.name(), port, column.indices(), place * port.width(), n, sample));
            }
        }
    }

    /**
     * Checks the targets of all samples.
     *
     * @throws IllegalArgumentException if one is not defined for the loss
     */
    void checkTargets(Criterion criterion, ValueLoss loss, Column column) {
        Port port = criterion.port();
        forRows((sample, place, n) ->
                Values.checkTargets(spec.name(), port, loss, column.values(), place * port.width(), n, sample));
    }

    /**
     * Checks the classes of all samples.
     *
     * @throws IllegalArgumentException if one does not exist
     */
    void checkTargets(ClassObjective objective, Column column) {
        forRows((sample, place, n) -> objective.check(spec.name(), column.indices(), objective.rows(place), n, sample));
    }

    /** Looks at {@code n} samples, which are side by side in the columns. */
    @FunctionalInterface
    private interface RowsTask {
        void look(int sample, int place, int n);
    }

    private void forRows(RowsTask task) {
        if (dataset.selected().isEmpty()) {
            task.look(0, 0, stored);
        } else {
            for (int sample = 0; sample < size(); sample++) {
                task.look(sample, dataset.place(sample), 1);
            }
        }
    }

    /** Copies rows of the samples {@code order[from]} and following to an array of the column's type. */
    void gather(Column column, Object to, int width, int[] order, int from, int n) {
        for (int row = 0; row < n; row++) {
            column.copyRow(dataset.place(order[from + row]), to, row, width);
        }
    }
}
