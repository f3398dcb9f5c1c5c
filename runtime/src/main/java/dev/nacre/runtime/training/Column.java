package dev.nacre.runtime.training;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a dataset has for one port: rows of values, or of indices. All samples have the same number of them, or each has its own:
 * then the samples of the array are packed, one behind the other. The array is not copied.
 */
final class Column {

    private final Object array;
    /** Where each packed sample begins, and where the last one ends. */
    private final int @Nullable [] starts;
    /** The elements of a row, where it was said how many rows packed samples have; else 0. */
    private final int rowWidth;

    private Column(Object array, int @Nullable [] starts, int rowWidth) {
        this.array = array;
        this.starts = starts;
        this.rowWidth = rowWidth;
    }

    static Column of(float[] values) {
        return new Column(values, null, 0);
    }

    static Column of(int[] indices) {
        return new Column(indices, null, 0);
    }

    /**
     * Packed samples.
     *
     * @param what the column is called
     * @param array of {@code float} or {@code int}
     * @param lengths how many rows each sample has
     * @throws IllegalArgumentException if there are not {@code n} lengths, one is below 1, or the array has not so many rows
     */
    static Column packed(String what, Object array, int[] lengths, int n) {
        if (lengths.length != n) {
            throw new IllegalArgumentException(
                    what + ": expected " + n + " lengths, one for each sample, got " + lengths.length);
        }
        long rows = 0;
        for (int sample = 0; sample < n; sample++) {
            if (lengths[sample] < 1) {
                throw new IllegalArgumentException(
                        what + ": expected a length of at least 1, got " + lengths[sample] + " for sample " + sample);
            }
            rows += lengths[sample];
        }
        int elements = length(array);
        if (elements == 0 || elements % rows != 0) {
            throw new IllegalArgumentException(what + ": " + elements + " elements are not the " + rows
                    + " rows that the lengths of " + n + " samples add up to");
        }
        int width = (int) (elements / rows);
        int[] starts = new int[n + 1];
        for (int sample = 0; sample < n; sample++) {
            starts[sample + 1] = starts[sample] + lengths[sample] * width;
        }
        return new Column(array, starts, width);
    }

    /** Packs samples that have an array each. */
    static Column packed(float[][] samples) {
        int[] starts = starts(Arrays.stream(samples).mapToInt(each -> each.length), samples.length);
        float[] packed = new float[starts[samples.length]];
        copy(samples, starts, packed);
        return new Column(packed, starts, 0);
    }

    /** Packs samples that have an array each. */
    static Column packed(int[][] samples) {
        int[] starts = starts(Arrays.stream(samples).mapToInt(each -> each.length), samples.length);
        int[] packed = new int[starts[samples.length]];
        copy(samples, starts, packed);
        return new Column(packed, starts, 0);
    }

    private static void copy(Object[] samples, int[] starts, Object packed) {
        for (int i = 0; i < samples.length; i++) {
            System.arraycopy(samples[i], 0, packed, starts[i], starts[i + 1] - starts[i]);
        }
    }

    private static int[] starts(IntStream lengths, int n) {
        int[] starts = new int[n + 1];
        int[] each = lengths.toArray();
        long sum = 0;
        for (int i = 0; i < n; i++) {
            sum += each[i];
            if (sum > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("The samples up to number " + i + " have " + sum
                        + " elements together, more than an array holds; divide them among several datasets");
            }
            starts[i + 1] = (int) sum;
        }
        return starts;
    }

    boolean isFloat() {
        return array instanceof float[];
    }

    /** Whether each sample has a number of elements of its own. */
    boolean isPacked() {
        return starts != null;
    }

    /** The elements of a row, if packed samples were given with lengths; else 0. */
    int rowWidth() {
        return rowWidth;
    }

    /** The number of values or indices, of all samples together. */
    int length() {
        return length(array);
    }

    private static int length(Object array) {
        return array instanceof float[] values ? values.length : ((int[]) array).length;
    }

    /**
     * Where a sample begins.
     *
     * @param width of all samples unless they are packed
     */
    int start(int sample, int width) {
        return starts == null ? sample * width : starts[sample];
    }

    /**
     * The number of a sample's elements.
     *
     * @param width of all samples unless they are packed
     */
    int size(int sample, int width) {
        return starts == null ? width : starts[sample + 1] - starts[sample];
    }

    /**
     * Copies a sample to an array of the same type, and says where it ends there.
     *
     * @param width of all samples unless they are packed
     */
    int copy(int sample, int width, Object to, int at) {
        int size = size(sample, width);
        System.arraycopy(array, start(sample, width), to, at, size);
        return at + size;
    }

    /** The array of values. */
    float[] values() {
        return (float[]) array;
    }

    /** The array of indices. */
    int[] indices() {
        return (int[]) array;
    }

    String type() {
        return isFloat() ? "values (float[])" : "indices (int[])";
    }
}
