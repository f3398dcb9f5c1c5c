package dev.nacre.runtime.generated;

import dev.nacre.runtime.Length;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long each sample of a batch is, and where it starts in arrays in which the rows of the samples stand one after the other.
 * Taking a batch allocates only if it has more samples than any before.
 */
public final class PackedSamples {

    private final String model;
    private final String[] names;
    private final int[] bounds;
    private final int[] leasts;
    private final List<Derived> derived = new ArrayList<>();
    /** For each length, the number of rows before each sample, and before the one that would come next. */
    private int[][] starts;

    private int samples;

    /** A length that is made of one of the others. */
    private record Derived(int of, Length length) {}

    /**
     * No samples yet, of lengths that may be 1.
     *
     * @param names the lengths
     * @param bounds the largest that each may be
     */
    public PackedSamples(String model, String[] names, int[] bounds) {
        this(model, names, ones(names.length), bounds);
    }

    private static int[] ones(int count) {
        int[] ones = new int[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    /**
     * No samples yet.
     *
     * @param names the lengths
     * @param leasts the smallest that each may be
     * @param bounds the largest that each may be
     */
    public PackedSamples(String model, String[] names, int[] leasts, int[] bounds) {
        this.model = model;
        this.names = names.clone();
        this.leasts = leasts.clone();
        this.bounds = bounds.clone();
        this.starts = new int[names.length][1];
    }

    /** Knows a length, too, that layers make of the one at the index {@code of}; its index is the next one. */
    public PackedSamples and(int of, Length length) {
        derived.add(new Derived(of, length));
        starts = Arrays.copyOf(starts, starts.length + 1);
        starts[starts.length - 1] = new int[1];
        return this;
    }

    /**
     * Takes the lengths of {@code n} samples; nothing changes if one is wrong.
     *
     * @param index of the length
     * @throws IllegalArgumentException if {@code n} is negative, there are less than {@code n} lengths, one is below the smallest or
     *     above the largest that it may be, or they have more rows than an array
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
            if (lengths[i] < leasts[index] || lengths[i] > bounds[index]) {
                throw new IllegalArgumentException(model + ": expected a length from " + leasts[index] + " to "
                        + bounds[index] + " for " + names[index] + ", got " + lengths[i] + " for sample " + i);
            }
            rows += lengths[i];
        }
        checkRows(names[index], rows, n);
        checkDerived(index, lengths, n);
        for (int other = 0; other < derived.size(); other++) {
            if (derived.get(other).of == index) {
                takeDerived(names.length + other, derived.get(other).length, lengths, n);
            }
        }
        int[] from = starts(index, n);
        for (int i = 0; i < n; i++) {
            from[i + 1] = from[i] + lengths[i];
        }
        samples = n;
    }

    private void checkRows(String name, long rows, int n) {
        if (rows > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(model + ": the lengths of " + n + " samples for " + name + " add up to "
                    + rows + " rows, more than an array holds");
        }
    }

    private void checkDerived(int index, int[] lengths, int n) {
        for (int other = 0; other < derived.size(); other++) {
            Derived each = derived.get(other);
            long rows = 0;
            for (int i = 0; i < n && each.of == index; i++) {
                rows += each.length.places(lengths[i]);
            }
            checkRows(each.length.name(), rows, n);
        }
    }

    private void takeDerived(int index, Length length, int[] lengths, int n) {
        int[] from = starts(index, n);
        for (int i = 0; i < n; i++) {
            from[i + 1] = from[i] + length.places(lengths[i]);
        }
    }

    private int[] starts(int index, int n) {
        if (starts[index].length <= n) {
            starts[index] = new int[n + 1];
        }
        return starts[index];
    }

    /** The number of rows before a sample. */
    public int start(int index, int sample) {
        return starts[index][sample];
    }

    /** How long a sample is. */
    public int length(int index, int sample) {
        return starts[index][sample + 1] - starts[index][sample];
    }

    /**
     * Checks that a backward pass is of the samples that were taken.
     *
     * @throws IllegalArgumentException if {@code n} is another number of samples than that of a forward pass
     */
    public void same(int n) {
        if (samples > 0 && n != samples) {
            throw new IllegalArgumentException(
                    model + ": the last forward had " + samples + " samples, this backward has " + n);
        }
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
                    + name(index) + " ask for, got " + given + "; sample " + firstBeyond(index, given, width)
                    + " is the first that is not there as a whole");
        }
    }

    private String name(int index) {
        return index < names.length
                ? names[index]
                : derived.get(index - names.length).length.name();
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
     * @throws IllegalArgumentException if there is no whole number of rows, or less than {@code least} or more than {@code bound}
     */
    public static int ofOne(String model, String name, int least, int bound, String port, int values, int width) {
        if (values < least * width || values % width != 0 || values / width > bound) {
            throw new IllegalArgumentException(model + ": expected "
                    + (width == 1 ? "" : width + " values for each of ") + least + " to " + bound
                    + (width == 1 ? " values" : " rows") + " for " + port + ", as " + name + " <= " + bound
                    + (least == 1 ? " says" : " and the layers behind it say") + ", got " + values);
        }
        return values / width;
    }

    @Override
    public String toString() {
        return samples + " samples of " + Arrays.toString(names);
    }
}
