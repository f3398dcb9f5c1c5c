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
     * Copies one sample of {@code parts} parts, each {@code elements} elements in row-major order, into rows of another stride. What
     * is behind a row stays as it is: there may be room for many more.
     *
     * @param fromPart floats of {@code from} from one part to the next
     * @param fromWidth elements in a row of {@code from}, as many as in one of {@code to}; rows start every {@code fromStride}
     *     floats
     * @param toPart floats of {@code to} from one part to the next
     * @param toWidth elements in a row of {@code to}; rows start every {@code toStride} floats
     */
    public static void repackParts(
            float[] from,
            int fromOffset,
            int fromPart,
            int fromWidth,
            int fromStride,
            float[] to,
            int toOffset,
            int toPart,
            int toWidth,
            int toStride,
            int elements,
            int parts) {
        int rows = elements / fromWidth;
        for (int part = 0; part < parts; part++) {
            int f = fromOffset + part * fromPart;
            int t = toOffset + part * toPart;
            for (int r = 0; r < rows; r++) {
                System.arraycopy(from, f + r * fromStride, to, t + r * toStride, toWidth);
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
