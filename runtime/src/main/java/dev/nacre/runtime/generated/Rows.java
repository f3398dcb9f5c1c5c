package dev.nacre.runtime.generated;

import java.util.Arrays;

/** Moves matrices between callers' arrays, whose rows are dense, and scratch space, whose rows are padded; for generated code. */
public final class Rows {

    private Rows() {}

    /**
     * Copies samples of {@code elements} elements each, in row-major order, into rows of another width or stride. The
     * padding of the rows written becomes zero.
     *
     * @param fromWidth elements in a row of {@code from}; rows start every {@code fromStride} floats
     * @param toWidth elements in a row of {@code to}; rows start every {@code toStride} floats
     */
    public static void repack(
            float[] from,
            int fromOffset,
            int fromWidth,
            int fromStride,
            float[] to,
            int toOffset,
            int toWidth,
            int toStride,
            int elements,
            int samples) {
        int fromSample = elements / fromWidth * fromStride;
        int toSample = elements / toWidth * toStride;
        for (int s = 0; s < samples; s++) {
            int f = fromOffset + s * fromSample;
            int t = toOffset + s * toSample;
            if (fromWidth == toWidth) {
                copyRows(from, f, fromStride, to, t, toStride, fromWidth, elements / fromWidth);
            } else {
                copyElements(from, f, fromWidth, fromStride, to, t, toWidth, toStride, elements);
            }
        }
    }

    /**
     * Copies one sample from a caller's array, where all is dense, to where there is room for longer samples.
     *
     * @param toPart floats of {@code to} from one part to the next
     * @param toStride floats of {@code to} from one row to the next
     * @param width elements of a row
     * @param rows of each part
     */
    public static void spread(
            float[] from,
            int fromOffset,
            float[] to,
            int toOffset,
            int toPart,
            int toStride,
            int width,
            int rows,
            int parts) {
        int f = fromOffset;
        for (int part = 0; part < parts; part++) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(from, f, to, toOffset + part * toPart + r * toStride, width);
                f += width;
            }
        }
    }

    /** Copies one sample the other way round, into a caller's array. */
    public static void gather(
            float[] from,
            int fromOffset,
            int fromPart,
            int fromStride,
            float[] to,
            int toOffset,
            int width,
            int rows,
            int parts) {
        int t = toOffset;
        for (int part = 0; part < parts; part++) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(from, fromOffset + part * fromPart + r * fromStride, to, t, width);
                t += width;
            }
        }
    }

    /** The numbers 0, 1, 2, … */
    public static float[] iota(int size) {
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = i;
        }
        return numbers;
    }

    private static void copyRows(
            float[] from, int f, int fromStride, float[] to, int t, int toStride, int width, int rows) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(from, f + r * fromStride, to, t + r * toStride, width);
            Arrays.fill(to, t + r * toStride + width, t + (r + 1) * toStride, 0f);
        }
    }

    private static void copyElements(
            float[] from,
            int f,
            int fromWidth,
            int fromStride,
            float[] to,
            int t,
            int toWidth,
            int toStride,
            int elements) {
        for (int row = 0; row < elements / toWidth; row++) {
            for (int done = 0; done < toWidth; ) {
                int element = row * toWidth + done;
                int run = Math.min(toWidth - done, fromWidth - element % fromWidth);
                int source = f + element / fromWidth * fromStride + element % fromWidth;
                System.arraycopy(from, source, to, t + row * toStride + done, run);
                done += run;
            }
            Arrays.fill(to, t + row * toStride + toWidth, t + (row + 1) * toStride, 0f);
        }
    }
}
