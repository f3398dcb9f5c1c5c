package dev.nacre.runtime.training;

import dev.nacre.runtime.argument.Quoted;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the arrays of a {@link Dataset} by the names of a model's ports. Arrays are not copied. An array that cannot be
 * divided evenly among the samples, or a name that was given before, throws {@link IllegalArgumentException} at once.
 */
public final class DatasetBuilder {

    private final int n;
    private final Map<String, Column> inputs = new LinkedHashMap<>();
    private final Map<String, Column> targets = new LinkedHashMap<>();

    DatasetBuilder(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("A dataset needs at least one sample, got " + n);
        }
        this.n = n;
    }

    /** The values of an input, row after row. */
    public DatasetBuilder input(String port, float[] values) {
        return add(inputs, "input", port, Column.of(values));
    }

    /** The indices of an input of {@code int}, row after row. */
    public DatasetBuilder input(String port, int[] indices) {
        return add(inputs, "input", port, Column.of(indices));
    }

    /** The target values of an output, row after row, each as wide as the output. */
    public DatasetBuilder target(String output, float[] values) {
        return add(targets, "target", output, Column.of(values));
    }

    /** The class index of each sample for an output, or several, one for each of the sample's positions. */
    public DatasetBuilder target(String output, int[] classes) {
        return add(targets, "target", output, Column.of(classes));
    }

    private DatasetBuilder add(Map<String, Column> columns, String kind, String port, Column column) {
        if (column.length() % n != 0) {
            throw new IllegalArgumentException(kind + " " + Quoted.of(port) + ": " + column.length()
                    + " elements are not rows of " + n + " samples");
        }
        if (columns.putIfAbsent(port, column) != null) {
            throw new IllegalArgumentException(kind + " " + Quoted.of(port) + " was given twice");
        }
        return this;
    }

    /**
     * The dataset. Whether it suits a model and its losses, a {@link Trainer} checks.
     *
     * @throws IllegalArgumentException if there is no input
     */
    public Dataset build() {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("A dataset needs an input, such as .input(\"x\", xs)");
        }
        return new Dataset(inputs, targets, n);
    }
}
