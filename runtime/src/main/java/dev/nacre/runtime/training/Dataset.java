package dev.nacre.runtime.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Samples to learn from: inputs row after row, and for each a class index, one for each of its positions, or a row of target
 * values. Models with several
 * inputs or losses have an array for each; {@link #builder} takes them by name.
 *
 * <p>Immutable, and cheap to divide: a dataset and its subsets share the arrays that they were made of, which are not copied
 * and must not change while they are in use. Whether rows are as wide as a model's ports is checked by {@link
 * Trainer#fit}.
 */
public final class Dataset {

    private static final int UNKNOWN = -1;

    private final Map<String, Column> inputs;
    private final Map<String, Column> targets;
    private final int stored;

    /** Which of the stored samples belong to the dataset, and in which order; null for all of them. */
    private final int @Nullable [] selection;

    private Dataset(Map<String, Column> inputs, Map<String, Column> targets, int stored, int @Nullable [] selection) {
        this.inputs = inputs;
        this.targets = targets;
        this.stored = stored;
        this.selection = selection;
    }

    Dataset(Map<String, Column> inputs, Map<String, Column> targets, int stored) {
        this(new LinkedHashMap<>(inputs), new LinkedHashMap<>(targets), stored, null);
    }

    /**
     * Starts a dataset of {@code n} samples whose arrays are given by the names of a model's ports:
     * <pre>{@code
     * Dataset pairs = Dataset.builder(n).input("a", as).input("b", bs).target("score", scores).build();
     * }</pre>
     *
     * @throws IllegalArgumentException if {@code n} is below 1
     */
    public static DatasetBuilder builder(int n) {
        return new DatasetBuilder(n);
    }

    /**
     * Inputs with target values. How many samples they are follows from the width of the model they are given to; before
     * that the dataset cannot be divided. Arrays that contradict each other are named then.
     *
     * @param inputs row after row
     * @param targets row after row, each as wide as the model's output
     */
    public static Dataset of(float[] inputs, float[] targets) {
        return unnamed(Column.of(inputs), Column.of(targets), UNKNOWN);
    }

    private static Dataset unnamed(Column inputs, Column targets, int n) {
        return new Dataset(Map.of(Wiring.UNNAMED, inputs), Map.of(Wiring.UNNAMED, targets), n, null);
    }

    /**
     * {@code n} inputs with target values.
     *
     * @throws IllegalArgumentException if {@code n} is below 1 or does not divide the arrays' lengths
     */
    public static Dataset of(float[] inputs, float[] targets, int n) {
        return sized(Column.of(inputs), Column.of(targets), n);
    }

    /**
     * {@code n} inputs of {@code int} with target values.
     *
     * @throws IllegalArgumentException if {@code n} is below 1 or does not divide the arrays' lengths
     */
    public static Dataset of(int[] inputs, float[] targets, int n) {
        return sized(Column.of(inputs), Column.of(targets), n);
    }

    /**
     * Inputs with one class index each.
     *
     * @throws IllegalArgumentException if there are no samples, or inputs cannot be divided evenly among them
     */
    public static Dataset of(float[] inputs, int[] classes) {
        return sized(Column.of(inputs), Column.of(classes), classes.length);
    }

    /**
     * Inputs of {@code int} with one class index each.
     *
     * @throws IllegalArgumentException if there are no samples, or inputs cannot be divided evenly among them
     */
    public static Dataset of(int[] inputs, int[] classes) {
        return sized(Column.of(inputs), Column.of(classes), classes.length);
    }

    /**
     * {@code n} inputs with several class indices each, one for each position of the model's output.
     *
     * @param classes those of the first sample, then those of the second, and so on
     * @throws IllegalArgumentException if {@code n} is below 1 or does not divide the arrays' lengths
     */
    public static Dataset of(float[] inputs, int[] classes, int n) {
        return sized(Column.of(inputs), Column.of(classes), n);
    }

    /**
     * {@code n} inputs of {@code int} with several class indices each, one for each position of the model's output.
     *
     * @param classes those of the first sample, then those of the second, and so on
     * @throws IllegalArgumentException if {@code n} is below 1 or does not divide the arrays' lengths
     */
    public static Dataset of(int[] inputs, int[] classes, int n) {
        return sized(Column.of(inputs), Column.of(classes), n);
    }

    private static Dataset sized(Column inputs, Column targets, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("A dataset needs at least one sample, got " + n);
        }
        if (inputs.length() % n != 0 || targets.length() % n != 0) {
            throw new IllegalArgumentException(
                    inputs.length() + " inputs and " + targets.length() + " targets are not rows of " + n + " samples");
        }
        return unnamed(inputs, targets, n);
    }

    /**
     * The number of samples.
     *
     * @throws IllegalStateException if only a model can tell
     */
    public int size() {
        if (stored == UNKNOWN) {
            throw new IllegalStateException("The number of samples is not known before a model is;"
                    + " give it with Dataset.of(inputs, targets, n)");
        }
        return selection == null ? stored : selection.length;
    }

    /**
     * The input of one sample, as a new array.
     *
     * @throws IllegalArgumentException if there is no such sample
     * @throws IllegalStateException if the size is not known, or there is not exactly one input, of {@code float}
     */
    public float[] input(int sample) {
        return row(inputs, "inputs", sample);
    }

    /**
     * The target values of one sample, as a new array.
     *
     * @throws IllegalArgumentException if there is no such sample
     * @throws IllegalStateException if the size is not known, or there are not targets of exactly one output, as values
     */
    public float[] target(int sample) {
        return row(targets, "targets", sample);
    }

    private float[] row(Map<String, Column> columns, String what, int sample) {
        checkSample(sample);
        Column column = columns.values().stream().findFirst().orElse(null);
        if (columns.size() != 1 || column == null || !column.isFloat()) {
            throw new IllegalStateException("The " + what + " of this dataset are not one array of values");
        }
        int width = column.length() / stored;
        float[] row = new float[width];
        column.copyRow(place(sample), row, 0, width);
        return row;
    }

    /**
     * The class of one sample.
     *
     * @throws IllegalArgumentException if there is no such sample
     * @throws IllegalStateException if targets are not the classes of one output, one for each sample
     */
    public int classIndex(int sample) {
        checkSample(sample);
        return singleClasses().indices()[place(sample)];
    }

    /**
     * The classes of one sample's positions, as a new array; of length 1 if it has one class.
     *
     * @throws IllegalArgumentException if there is no such sample
     * @throws IllegalStateException if targets are not the classes of one output
     */
    public int[] classIndices(int sample) {
        checkSample(sample);
        Column column = classColumn();
        int[] row = new int[column.length() / stored];
        column.copyRow(place(sample), row, 0, row.length);
        return row;
    }

    private void checkSample(int sample) {
        if (sample < 0 || sample >= size()) {
            throw new IllegalArgumentException("Expected a sample from 0 to " + (size() - 1) + ", got " + sample);
        }
    }

    /**
     * The samples from one place to another, exclusive.
     *
     * @throws IllegalArgumentException if that is not a part with at least one sample
     * @throws IllegalStateException if the size is not known
     */
    public Dataset subset(int from, int to) {
        if (from < 0 || from >= to || to > size()) {
            throw new IllegalArgumentException(
                    "Expected a part of 0 to " + size() + " with at least one sample, got " + from + " to " + to);
        }
        return subset(IntStream.range(from, to).toArray());
    }

    /**
     * The samples at these places, in this order; a place may occur more than once.
     *
     * @throws IllegalArgumentException if there are none, or one does not exist
     * @throws IllegalStateException if the size is not known
     */
    public Dataset subset(int[] samples) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("A dataset needs at least one sample, got none");
        }
        int[] selected = new int[samples.length];
        for (int i = 0; i < samples.length; i++) {
            checkSample(samples[i]);
            selected[i] = place(samples[i]);
        }
        return new Dataset(inputs, targets, stored, selected);
    }

    /**
     * Two parts that are the whole together.
     *
     * @param train what to learn from
     * @param held what is held back to test with
     */
    public record Split(Dataset train, Dataset held) {}

    /**
     * Divides the samples at random; the same seed gives the same parts, on every machine.
     *
     * @param fraction of the samples that go to {@link Split#train}, rounded to whole samples
     * @throws IllegalArgumentException if the fraction is not between 0 and 1, or a part would be empty
     * @throws IllegalStateException if the size is not known
     */
    public Split split(double fraction, long seed) {
        int[] samples = IntStream.range(0, size()).toArray();
        Shuffle.split(samples, seed, 0);
        Division division = new Division(samples.length);
        division.take(samples, fraction);
        return division.of(this);
    }

    /**
     * Divides the samples of each class at random, so that both parts have the same share of it but for rounding; the same
     * seed gives the same parts, on every machine.
     *
     * @param fraction of each class that goes to {@link Split#train}, rounded to whole samples
     * @throws IllegalArgumentException if the fraction is not between 0 and 1, or a part would be empty
     * @throws IllegalStateException if targets are not the classes of one output, one for each sample
     */
    public Split stratifiedSplit(double fraction, long seed) {
        int[] classes = classes();
        Division division = new Division(classes.length);
        IntStream.of(classes).distinct().forEach(index -> {
            int[] samples = IntStream.range(0, classes.length)
                    .filter(sample -> classes[sample] == index)
                    .toArray();
            Shuffle.split(samples, seed, index);
            division.take(samples, fraction);
        });
        return division.of(this);
    }

    /** The class of each sample, as a new array. */
    int[] classes() {
        int[] all = singleClasses().indices();
        return IntStream.range(0, size()).map(i -> all[place(i)]).toArray();
    }

    private Column singleClasses() {
        Column column = classColumn();
        if (column.length() != stored) {
            throw new IllegalStateException("The samples of this dataset have " + column.length() / stored
                    + " classes each, not one; there are classIndices, and split, which does not look at classes");
        }
        return column;
    }

    private Column classColumn() {
        if (!hasClasses()) {
            throw new IllegalStateException("The targets of this dataset are values, not classes");
        }
        return targets.values().iterator().next();
    }

    private boolean hasClasses() {
        return targets.size() == 1 && !targets.values().iterator().next().isFloat();
    }

    /** The columns of the inputs by the names of their ports. */
    Map<String, Column> inputs() {
        return inputs;
    }

    /** The columns of the targets by the names of the outputs. */
    Map<String, Column> targets() {
        return targets;
    }

    /** The number of samples that the columns hold, if it is known before a model is. */
    Optional<Integer> stored() {
        return stored == UNKNOWN ? Optional.empty() : Optional.of(stored);
    }

    /** The number of samples, if they are not all that the columns hold. */
    Optional<Integer> selected() {
        return selection == null ? Optional.empty() : Optional.of(selection.length);
    }

    /** Where in the columns a sample is. */
    int place(int sample) {
        return selection == null ? sample : selection[sample];
    }

    @Override
    public String toString() {
        String count = stored == UNKNOWN ? "samples" : size() + " samples";
        return "Dataset of " + count
                + (targets.size() > 1
                        ? " with targets of " + String.join(", ", targets.keySet())
                        : hasClasses() ? " with classes" : " with target values");
    }
}
