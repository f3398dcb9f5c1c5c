package dev.nacre.runtime.training;

import dev.nacre.runtime.argument.Quoted;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Collects the arrays of a {@link Dataset} by the names of a model's ports. Arrays are not copied. Where samples have
 * lengths, an array comes with them, for targets as well, or there is an array for each sample:
 * <pre>{@code
 * Dataset.builder(n).input("words", words, lengths).target("tags", tags, lengths).build();
 * }</pre>
 *
 * <p>An array that cannot be
 * divided evenly among the samples, or by their lengths, or a name that was given before, throws {@link IllegalArgumentException} at once.
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

    /**
     * The values of an input whose samples have lengths, the rows of each behind those of the one before it.
     *
     * @param lengths how many rows each sample has
     */
    public DatasetBuilder input(String port, float[] values, int[] lengths) {
        return add(inputs, "input", port, Column.packed(called("input", port), values, lengths, n));
    }

    /**
     * The indices of an input whose samples have lengths, the rows of each behind those of the one before it.
     *
     * @param lengths how many rows each sample has
     */
    public DatasetBuilder input(String port, int[] indices, int[] lengths) {
        return add(inputs, "input", port, Column.packed(called("input", port), indices, lengths, n));
    }

    /** The values of an input, an array for each sample, which may be of different lengths; they are copied into one. */
    public DatasetBuilder input(String port, float[][] samples) {
        return add(inputs, "input", port, Column.packed(counted("input", port, samples)));
    }

    /** The indices of an input, an array for each sample, which may be of different lengths; they are copied into one. */
    public DatasetBuilder input(String port, int[][] samples) {
        return add(inputs, "input", port, Column.packed(counted("input", port, samples)));
    }

    /** The target values of an output, row after row, each as wide as the output. */
    public DatasetBuilder target(String output, float[] values) {
        return add(targets, "target", output, Column.of(values));
    }

    /** The class index of each sample for an output, or several, one for each of the sample's positions. */
    public DatasetBuilder target(String output, int[] classes) {
        return add(targets, "target", output, Column.of(classes));
    }

    /**
     * The target values of an output whose samples have lengths, the rows of each behind those of the one before it.
     *
     * @param lengths how many rows each sample has
     */
    public DatasetBuilder target(String output, float[] values, int[] lengths) {
        return add(targets, "target", output, Column.packed(called("target", output), values, lengths, n));
    }

    /**
     * The class indices of an output whose samples have lengths, those of each behind those of the one before it.
     *
     * @param lengths how many rows each sample has
     */
    public DatasetBuilder target(String output, int[] classes, int[] lengths) {
        return add(targets, "target", output, Column.packed(called("target", output), classes, lengths, n));
    }

    /** The target values of an output, an array for each sample, which may be of different lengths; they are copied into one. */
    public DatasetBuilder target(String output, float[][] samples) {
        return add(targets, "target", output, Column.packed(counted("target", output, samples)));
    }

    /** The class indices of an output, an array for each sample, which may be of different lengths; they are copied into one. */
    public DatasetBuilder target(String output, int[][] samples) {
        return add(targets, "target", output, Column.packed(counted("target", output, samples)));
    }

    private DatasetBuilder add(Map<String, Column> columns, String kind, String port, Column column) {
        if (!column.isPacked() && column.length() % n != 0) {
            throw new IllegalArgumentException(
                    called(kind, port) + ": " + column.length() + " elements are not rows of " + n + " samples");
        }
        if (columns.putIfAbsent(port, column) != null) {
            throw new IllegalArgumentException(called(kind, port) + " was given twice");
        }
        return this;
    }

    private <T> T[] counted(String kind, String port, T[] samples) {
        if (samples.length != n) {
            throw new IllegalArgumentException(
                    called(kind, port) + ": expected " + n + " arrays, one for each sample, got " + samples.length);
        }
        return samples;
    }

    private static String called(String kind, String port) {
        return kind + " " + Quoted.of(port);
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
