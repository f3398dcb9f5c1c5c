package dev.nacre.runtime.generated;

import java.util.Arrays;

/**
 * How long each sample of a batch is, and where it starts in arrays in which the rows of the samples stand one after the other.
 * Taking a batch allocates only if it has more samples than any before.
 */
public final class PackedSamples {

    private final String model;
    private final String[] names;
    private final int[] bounds;
    /** For each length, the number of rows before each sample, and before the one that would come next. */
    private final int[][] starts;

    private int samples;

    /**
     * No samples yet.
     *
     * @param names the lengths
     * @param bounds the largest that each may be
     */
    public PackedSamples(String model, String[] names, int[] bounds) {
        this.model = model;
        this.names = names.clone();
        this.bounds = bounds.clone();
        this.starts = new int[names.length][1];
    }

    /**
     * Takes the lengths of {@code n} samples; nothing changes if one is wrong.
     *
     * @param index of the length
     * @throws IllegalArgumentException if {@code n} is negative, there are less than {@code n} lengths, one is below 1 or above
     *     the bound, or they have more rows than an array
     */
    public void take(int index, int[] lengths, int n) {
        if (n < 0) {
            throw new IllegalArgumentException(model + ": expected at least 0 samples, got n = " + n);
        } else if (lengths.length < n) {
            throw new IllegalArgumentException(model + ": expected at least n = " + n + " lengths for " + names[index]
                    + ", one for each sample, got " + lengths.length);
        }
        long rows = 0;
        for (int i = 0; i < n; i++) {
            if (lengths[i] < 1 || lengths[i] > bounds[index]) {
                throw wrongLength(model, names[index], bounds[index], lengths[i], i);
            }
            rows += lengths[i];
        }
        if (rows > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(model + ": the lengths of " + n + " samples for " + names[index]
                    + " add up to " + rows + " rows, more than an array holds");
        }
        if (starts[index].length <= n) {
            starts[index] = new int[n + 1];
        }
        int[] from = starts[index];
        for (int i = 0; i < n; i++) {
            from[i + 1] = from[i] + lengths[i];
        }
        samples = n;
    }

    private static IllegalArgumentException wrongLength(String model, String name, int bound, int length, int sample) {
        return new IllegalArgumentException(model + ": expected a length from 1 to " + bound + " for " + name + ", got "
                + length + " for sample " + sample);
    }

    /** The number of rows before a sample. */
    public int start(int index, int sample) {
        return starts[index][sample];
    }

    /** How long a sample is. */
    public int length(int index, int sample) {
        return starts[index][sample + 1] - starts[index][sample];
    }

    /** The number of samples. */
    public int samples() {
        return samples;
    }

    /**
     * Checks the values of all samples.
     *
     * @param width of a row
     * @throws IllegalArgumentException if there are less than their rows have
     */
    public void values(int index, String port, float[] values, int width) {
        check(index, port, values.length, width);
    }

    /**
     * Checks the indices of all samples.
     *
     * @throws IllegalArgumentException if there are less than their rows have
     */
    public void values(int index, String port, int[] values, int width) {
        check(index, port, values.length, width);
    }

    private void check(int index, String port, int given, int width) {
        long needed = (long) starts[index][samples] * width;
        if (given < needed) {
            throw new IllegalArgumentException(model + ": expected at least " + starts[index][samples] + " x " + width
                    + " = " + needed + " values for " + port + ", as the lengths of " + samples + " samples for "
                    + names[index] + " ask for, got " + given + "; sample " + firstBeyond(index, given, width)
                    + " is the first that is not there as a whole");
        }
    }

    private int firstBeyond(int index, int given, int width) {
        int sample = 0;
        while ((long) starts[index][sample + 1] * width <= given) {
            sample++;
        }
        return sample;
    }

    /**
     * Checks that the indices of all samples are those of rows that are there.
     *
     * @param rows of the table that they choose from
     * @throws IllegalArgumentException if one is negative, or {@code rows} or larger
     */
    public void indices(int index, String port, int[] values, int width, int rows) {
        int count = starts[index][samples] * width;
        int signs = 0;
        for (int i = 0; i < count; i++) {
            signs |= values[i] | (rows - 1 - values[i]);
        }
        if (signs < 0) {
            throw wrongIndex(index, port, values, width, rows);
        }
    }

    private IllegalArgumentException wrongIndex(int index, String port, int[] values, int width, int rows) {
        int i = 0;
        while (values[i] >= 0 && values[i] < rows) {
            i++;
        }
        int sample = firstBeyond(index, i, width);
        return new IllegalArgumentException(model + ": expected indices from 0 to " + (rows - 1) + " for " + port
                + ", got " + values[i] + " in sample " + sample + " at position "
                + (i - starts[index][sample] * width));
    }

    /**
     * The length of a single sample, from the array that holds it.
     *
     * @param values the array's length
     * @param width of a row
     * @throws IllegalArgumentException if there is no whole number of rows, or less than 1 or more than {@code bound}
     */
    public static int ofOne(String model, String name, int bound, String port, int values, int width) {
        if (values == 0 || values % width != 0 || values / width > bound) {
            throw new IllegalArgumentException(
                    model + ": expected " + (width == 1 ? "" : width + " values for each of ") + "1 to " + bound
                            + (width == 1 ? " values" : " rows") + " for " + port + ", as " + name + " <= " + bound
                            + " says, got " + values);
        }
        return values / width;
    }

    @Override
    public String toString() {
        return samples + " samples of " + Arrays.toString(names);
    }
}
