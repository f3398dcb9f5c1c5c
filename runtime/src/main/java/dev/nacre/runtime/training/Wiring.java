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
import java.util.stream.IntStream;

/** Which column of a dataset goes to which input and which loss; making it checks that they suit each other. */
final class Wiring {

    /** The name of a column that was given without one. */
    static final String UNNAMED = "";

    private final ModelSpec spec;
    private final Dataset dataset;
    private final List<Column> inputs = new ArrayList<>();
    private final List<Column> targets = new ArrayList<>();
    private final ColumnSizes sizes;

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
        sizes = new ColumnSizes(spec, criteria, dataset, inputs, targets);
        for (int i = 0; i < inputs.size(); i++) {
            sizes.checkInput(spec.inputs().get(i), inputs.get(i));
        }
        for (int i = 0; i < targets.size(); i++) {
            sizes.checkTargets(criteria.get(i), targets.get(i));
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

    /** The number of samples. */
    int size() {
        return dataset.selected().orElse(sizes.stored());
    }

    /**
     * How long a sample is.
     *
     * @param index of the length among the model's
     */
    int length(int index, int sample) {
        return sizes.length(index, dataset.place(sample));
    }

    /** How long a sample is by all lengths of the model together. */
    int length(int sample) {
        return IntStream.range(0, spec.lengthPorts().size())
                .map(index -> length(index, sample))
                .sum();
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
                forSamples(
                        column,
                        port.width(),
                        (sample, at, places, n) ->
                                Values.checkInputs(spec.name(), port, column.values(), at, places, n, sample));
            } else if (port.rows() > 0) {
                forSamples(
                        column,
                        port.width(),
                        (sample, at, places, n) ->
                                Values.checkIndices(spec.name(), port, column.indices(), at, places, n, sample));
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
        forSamples(
                column,
                port.width(),
                (sample, at, places, n) ->
                        Values.checkTargets(spec.name(), port, loss, column.values(), at, places, n, sample));
    }

    /**
     * Checks the classes of all samples.
     *
     * @param positions of each sample, unless samples have lengths
     * @throws IllegalArgumentException if one does not exist
     */
    void checkTargets(int positions, ClassObjective objective, Column column) {
        forSamples(
                column,
                positions,
                (sample, at, places, n) -> objective.check(spec.name(), column.indices(), at, places, n, sample));
    }

    /** Looks at {@code n} samples, which are side by side in the column from {@code at} on. */
    @FunctionalInterface
    private interface SamplesTask {
        void look(int sample, int at, Places places, int n);
    }

    private void forSamples(Column column, int width, SamplesTask task) {
        if (dataset.selected().isEmpty() && !column.isPacked()) {
            task.look(0, 0, new Places.Even(width), sizes.stored());
        } else {
            for (int sample = 0; sample < size(); sample++) {
                int place = dataset.place(sample);
                task.look(sample, column.start(place, width), new Places.Even(column.size(place, width)), 1);
            }
        }
    }

    /** Copies what a column has of the samples {@code order[from]} and following to an array of its type. */
    void gather(Column column, Object to, int width, int[] order, int from, int n) {
        int at = 0;
        for (int i = 0; i < n; i++) {
            at = column.copy(dataset.place(order[from + i]), width, to, at);
        }
    }
}
