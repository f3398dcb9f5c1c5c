package dev.nacre.runtime.generated;

/** The checks that generated code makes of what it is given, small enough to be inlined where they pass. */
public final class Arguments {

    private Arguments() {}

    /**
     * Checks the values of one sample.
     *
     * @throws IllegalArgumentException unless there are exactly {@code size}
     */
    public static void sample(String model, String port, float[] values, int size) {
        if (values.length != size) {
            throw wrongSample(model, port, values.length, size);
        }
    }

    /**
     * Checks the indices of one sample.
     *
     * @throws IllegalArgumentException unless there are exactly {@code size}
     */
    public static void sample(String model, String port, int[] values, int size) {
        if (values.length != size) {
            throw wrongSample(model, port, values.length, size);
        }
    }

    /**
     * Checks the values of {@code n} samples.
     *
     * @throws IllegalArgumentException if {@code n} is negative or there are less than {@code n * size} values
     */
    public static void batch(String model, String port, float[] values, int size, int n) {
        if (n < 0 || (long) n * size > values.length) {
            throw wrongBatch(model, port, values.length, size, n);
        }
    }

    /**
     * Checks the indices of {@code n} samples.
     *
     * @throws IllegalArgumentException if {@code n} is negative or there are less than {@code n * size} indices
     */
    public static void batch(String model, String port, int[] values, int size, int n) {
        if (n < 0 || (long) n * size > values.length) {
            throw wrongBatch(model, port, values.length, size, n);
        }
    }

    /**
     * Checks that indices of {@code n} samples are those of rows that are there. The loop has no exit, so that it is compiled
     * to vectors.
     *
     * @param rows how many rows there are
     * @throws IllegalArgumentException if an index is negative, or {@code rows} or larger
     */
    public static void indices(String model, String port, int[] values, int size, int n, int rows) {
        int signs = 0;
        for (int i = 0; i < n * size; i++) {
            signs |= values[i] | (rows - 1 - values[i]);
        }
        if (signs < 0) {
            throw wrongIndex(model, port, values, size, rows);
        }
    }

    /**
     * Checks that an output does not overwrite the input that it is computed from, or another output.
     *
     * @throws IllegalArgumentException if both are the same array
     */
    public static void distinct(String model, String port, float[] values, String output, float[] results) {
        if (values == results) {
            throw same(model, port, output);
        }
    }

    /**
     * Checks that an output does not overwrite an input or another output.
     *
     * @throws IllegalArgumentException if both are the same array
     */
    public static void distinct(String model, String port, int[] values, String output, int[] results) {
        if (values == results) {
            throw same(model, port, output);
        }
    }

    private static IllegalArgumentException wrongIndex(String model, String port, int[] values, int size, int rows) {
        int i = 0;
        while (values[i] >= 0 && values[i] < rows) {
            i++;
        }
        return new IllegalArgumentException(model + ": expected indices from 0 to " + (rows - 1) + " for " + port
                + ", got " + values[i] + " in sample " + i / size + " at position " + i % size);
    }

    private static IllegalArgumentException same(String model, String port, String output) {
        return new IllegalArgumentException(
                model + ": expected different arrays for " + port + " and " + output + ", got the same one");
    }

    private static IllegalArgumentException wrongSample(String model, String port, int length, int size) {
        return new IllegalArgumentException(
                model + ": expected " + size + (size == 1 ? " value" : " values") + " for " + port + ", got " + length);
    }

    private static IllegalArgumentException wrongBatch(String model, String port, int length, int size, int n) {
        return new IllegalArgumentException(
                n < 0
                        ? model + ": expected at least 0 samples of " + port + ", got n = " + n
                        : model + ": expected at least " + n + " x " + size + " = " + (long) n * size + " values for "
                                + port + ", got " + length);
    }
}
