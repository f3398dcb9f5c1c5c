package dev.nacre.runtime.training;

import dev.nacre.runtime.Length;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.Port;
import java.util.ArrayList;
import java.util.List;

/** How many elements of a dataset's columns belong to a sample; checks that they are as many as the ports of a model ask for. */
final class ColumnSizes {

    private final ModelSpec spec;
    private final Dataset dataset;
    private final int stored;
    private final String because;
    private final List<Port> lengthPorts;
    /** For each length of the model, the rows of the samples of the input that has it first. */
    private final List<Rows> lengths = new ArrayList<>();

    /** Packed samples whose rows have {@code width} elements. */
    private record Rows(Column column, int width) {

        int count(int place) {
            return column.size(place, 0) / width;
        }
    }

    /**
     * Finds out how many samples there are: if nothing else does, the values of the first input say it.
     *
     * @param inputs what the dataset has for each input
     * @param targets what it has for each loss
     */
    ColumnSizes(ModelSpec spec, List<Criterion> criteria, Dataset dataset, List<Column> inputs, List<Column> targets) {
        this.spec = spec;
        this.dataset = dataset;
        lengthPorts = spec.lengthPorts();
        Port first = spec.inputs().get(0);
        Column leading = inputs.get(0);
        stored = dataset.stored().orElseGet(() -> samples(first, leading.length()));
        because = dataset.stored().isPresent()
                ? classesForOneRow(criteria, targets)
                : "; " + first + " has " + leading.length() + " values, which are " + stored + " samples";
    }

    /** How many samples there are, where only the values of the first input tell. */
    private int samples(Port port, int values) {
        if (port.length().isPresent()) {
            throw withoutLengths("input", port);
        }
        if (values == 0 || values % port.width() != 0) {
            throw new IllegalArgumentException(spec.name() + ": expected rows of " + port.width() + " values for "
                    + port + ", got " + values + " values");
        }
        return values / port.width();
    }

    /** What explains wrong lengths where as many samples were taken for granted as there are classes. */
    private String classesForOneRow(List<Criterion> criteria, List<Column> targets) {
        for (int i = 0; i < targets.size(); i++) {
            Port port = criteria.get(i).port();
            Column column = targets.get(i);
            int rows = port.width() / criteria.get(i).rowWidth();
            if (rows > 1 && port.length().isEmpty() && !column.isFloat() && column.length() == stored) {
                return "; a sample has a class for each of " + rows + " positions of " + port
                        + ", and Dataset.of(inputs, classes, n) says how many samples there are";
            }
        }
        return "";
    }

    /** The number of samples that the columns hold. */
    int stored() {
        return stored;
    }

    /** The rows of a sample by one of the model's lengths. */
    int length(int index, int place) {
        return lengths.get(index).count(place);
    }

    /**
     * Checks what there is for an input; for one after the other in their order.
     *
     * @throws IllegalArgumentException if the samples have another number of elements than the input
     */
    void checkInput(Port port, Column column) {
        if (port.length().isPresent()) {
            checkPacked("input", port.toString(), port, column, port.rowWidth());
        } else {
            checkEven(port.toString(), column, port.width());
        }
    }

    /**
     * Checks what there is for a loss, when all inputs are checked.
     *
     * @throws IllegalArgumentException if the samples have another number of elements than the loss needs
     */
    void checkTargets(Criterion criterion, Column column) {
        Port port = criterion.port();
        String what = "targets of " + port;
        int perTarget = column.isFloat() ? 1 : criterion.rowWidth();
        if (port.length().isPresent()) {
            checkPacked("target", what, port, column, port.rowWidth() / perTarget);
        } else {
            checkEven(what, column, port.width() / perTarget);
        }
    }

    private void checkEven(String what, Column column, int width) {
        if (column.rowWidth() > 0) {
            throw refusal("expected no lengths for " + what + ", because its samples are equally long", "them");
        }
        if (column.isPacked()) {
            for (int sample = 0; sample < samples(); sample++) {
                int size = column.size(dataset.place(sample), width);
                if (size != width) {
                    throw refusal("expected " + width + values(width) + " for " + what + " in sample " + sample, size);
                }
            }
        } else if (column.length() != (long) stored * width) {
            throw refusal(
                    "expected " + stored + " x " + width + " = " + (long) stored * width + " values for " + what,
                    column.length() + because);
        }
    }

    private int samples() {
        return dataset.selected().orElse(stored);
    }

    private void checkPacked(String kind, String what, Port port, Column column, int width) {
        if (!column.isPacked()) {
            throw withoutLengths(kind, port);
        }
        if (column.rowWidth() > 0 && column.rowWidth() != width) {
            throw refusal(
                    "expected " + width + values(width) + " for each row of " + what,
                    column.rowWidth() + ", by the lengths that it was given with");
        }
        Length length = port.lengthOfSamples().orElseThrow();
        Rows rows = new Rows(column, width);
        int index = index(length.of());
        if (index == lengths.size()) {
            lengths.add(rows);
            checkBound(port, rows, length);
        }
        for (int sample = 0; sample < samples(); sample++) {
            int place = dataset.place(sample);
            int expected = length.places(lengths.get(index).count(place));
            if (column.size(place, 0) != expected * width) {
                throw refusal(
                        "expected " + (width == 1 ? "" : expected + " x " + width + " = ") + expected * width
                                + values(expected * width) + " for " + what + " in sample " + sample + ", as "
                                + length.of()
                                + " of " + lengthPorts.get(index).name() + " says",
                        column.size(place, 0));
            }
        }
    }

    private int index(String length) {
        int index = 0;
        while (!lengthPorts.get(index).length().orElseThrow().equals(length)) {
            index++;
        }
        return index;
    }

    private void checkBound(Port port, Rows rows, Length length) {
        int bound = port.bound();
        for (int sample = 0; sample < samples(); sample++) {
            int size = rows.column().size(dataset.place(sample), 0);
            if (size % rows.width() != 0) {
                throw refusal(
                        "expected rows of " + rows.width() + " values for " + port + " in sample " + sample, size);
            }
            int count = size / rows.width();
            if (count < length.least() || count > bound) {
                throw refusal(
                        "expected a length from " + length.least() + " to " + bound + " for " + length + " of "
                                + port.name(),
                        count + " for sample " + sample);
            }
        }
    }

    private IllegalArgumentException withoutLengths(String kind, Port port) {
        return refusal(
                "expected the length of each sample for the " + (kind.equals("input") ? "input " : "targets of ")
                        + port,
                "none; write Dataset.builder(n)." + kind + "(\"" + port.name()
                        + "\", …, lengths), or give an array for each sample");
    }

    private IllegalArgumentException refusal(String expected, Object got) {
        return new IllegalArgumentException(spec.name() + ": " + expected + ", got " + got);
    }

    private static String values(int count) {
        return count == 1 ? " value" : " values";
    }
}
