package dev.nacre.runtime;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Samples to learn from: inputs row after row, and for each a class index or a row of target values.
 *
 * <p>Immutable, and cheap to divide: a dataset and its subsets share the arrays that they were made of, which are not copied
 * and must not change while they are in use. Whether rows are as wide as a model's ports is checked by {@link
 * Trainer#fit}.
 */
public final class Dataset {

    private static final int UNKNOWN = -1;

    private final float[] inputs;
    private final Targets targets;
    private final int stored;

    /** Which of the stored samples belong to the dataset, and in which order; null for all of them. */
    private final int @Nullable [] selection;

    private Dataset(float[] inputs, Targets targets, int stored, int @Nullable [] selection) {
        this.inputs = inputs;
        this.targets = targets;
        this.stored = stored;
        this.selection = selection;
    }

    /**
     * Inputs with target values. How many samples they are follows from the width of the model they are given to; before
     * that the dataset cannot be divided.
     *
     * @param inputs row after row
     * @param targets row after row, each as wide as the model's output
     */
    public static Dataset of(float[] inputs, float[] targets) {
        return new Dataset(inputs, new Targets.Values(targets), UNKNOWN, null);
    }

    /**
     * {@code n} inputs with target values.
     *
     * @throws IllegalArgumentException if {@code n} is below 1 or does not divide the arrays' lengths
     */
    public static Dataset of(float[] inputs, float[] targets, int n) {
        return sized(inputs, new Targets.Values(targets), n);
    }

    /**
     * Inputs with one class index each.
     *
     * @throws IllegalArgumentException if there are no samples, or inputs cannot be divided evenly among them
     */
    public static Dataset of(float[] inputs, int[] classes) {
        return sized(inputs, new Targets.Classes(classes), classes.length);
    }

    private static Dataset sized(float[] inputs, Targets targets, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("A dataset needs at least one sample, got " + n);
        }
        if (inputs.length % n != 0 || targets.length() % n != 0) {
            throw new IllegalArgumentException(
                    inputs.length + " inputs and " + targets.length() + " targets are not rows of " + n + " samples");
        }
        return new Dataset(inputs, targets, n, null);
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
     * @throws IllegalStateException if the size is not known
     */
    public float[] input(int sample) {
        checkSample(sample);
        int width = inputs.length / stored;
        return Arrays.copyOfRange(inputs, place(sample) * width, (place(sample) + 1) * width);
    }

    /**
     * The class of one sample.
     *
     * @throws IllegalArgumentException if there is no such sample
     * @throws IllegalStateException if targets are not classes
     */
    public int classIndex(int sample) {
        checkSample(sample);
        if (targets instanceof Targets.Classes classes) {
            return classes.index(place(sample));
        }
        throw noClasses();
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
        boolean[] train = new boolean[size()];
        mark(train, samples, fraction);
        return split(train);
    }

    /**
     * Divides the samples of each class at random, so that both parts have the same share of it but for rounding; the same
     * seed gives the same parts, on every machine.
     *
     * @param fraction of each class that goes to {@link Split#train}, rounded to whole samples
     * @throws IllegalArgumentException if the fraction is not between 0 and 1, or a part would be empty
     * @throws IllegalStateException if targets are not classes
     */
    public Split stratifiedSplit(double fraction, long seed) {
        int[] classes = classes();
        boolean[] train = new boolean[classes.length];
        IntStream.of(classes).distinct().forEach(index -> {
            int[] samples = IntStream.range(0, classes.length)
                    .filter(sample -> classes[sample] == index)
                    .toArray();
            Shuffle.split(samples, seed, index);
            mark(train, samples, fraction);
        });
        return split(train);
    }

    private static void mark(boolean[] train, int[] shuffled, double fraction) {
        Settings.share("fraction", fraction);
        long count = Math.round(shuffled.length * fraction);
        for (int i = 0; i < count; i++) {
            train[shuffled[i]] = true;
        }
    }

    private Split split(boolean[] train) {
        int[] first = IntStream.range(0, train.length).filter(i -> train[i]).toArray();
        int[] second = IntStream.range(0, train.length).filter(i -> !train[i]).toArray();
        return new Split(subset(first), subset(second));
    }

    /** The class of each sample, as a new array. */
    int[] classes() {
        if (targets instanceof Targets.Classes known) {
            return IntStream.range(0, size()).map(i -> known.index(place(i))).toArray();
        }
        throw noClasses();
    }

    private static IllegalStateException noClasses() {
        return new IllegalStateException("The targets of this dataset are values, not classes");
    }

    boolean hasClasses() {
        return targets instanceof Targets.Classes;
    }

    /**
     * The number of samples of a model with these ports.
     *
     * @throws IllegalArgumentException if the arrays are not rows of these ports
     */
    int size(String model, Port input, Port output) {
        int inputWidth = input.shape().elements();
        int targetWidth = hasClasses() ? 1 : output.shape().elements();
        int n = stored == UNKNOWN ? Math.max(1, inputs.length / inputWidth) : stored;
        checkRows(model, input.toString(), inputs.length, n, inputWidth);
        checkRows(model, "targets of " + output, targets.length(), n, targetWidth);
        return stored == UNKNOWN ? n : size();
    }

    private static void checkRows(String model, String what, int length, int n, int width) {
        if (length != (long) n * width) {
            throw new IllegalArgumentException(model + ": expected " + n + " x " + width + " = " + (long) n * width
                    + " values for " + what + ", got " + length);
        }
    }

    void copyInput(int sample, float[] to, int row, int width) {
        System.arraycopy(inputs, place(sample) * width, to, row * width, width);
    }

    void copyTarget(int sample, float[] to, int row, int width) {
        ((Targets.Values) targets).copyRow(place(sample), to, row, width);
    }

    void copyTarget(int sample, int[] to, int row) {
        to[row] = ((Targets.Classes) targets).index(place(sample));
    }

    private int place(int sample) {
        return selection == null ? sample : selection[sample];
    }

    @Override
    public String toString() {
        String count = stored == UNKNOWN ? "samples" : size() + " samples";
        return "Dataset of " + count + (hasClasses() ? " with classes" : " with target values");
    }
}
