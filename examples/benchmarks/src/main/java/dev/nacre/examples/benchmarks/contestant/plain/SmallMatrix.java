package dev.nacre.examples.benchmarks.contestant.plain;

/**
 * A row-major matrix, the number of whose rows is a multiple of four. It makes four sums at a time, which do not wait for each
 * other: with the few rows and columns of a layer for sound that takes about half as long as loops over columns, of which HotSpot
 * could make vector instructions.
 */
final class SmallMatrix {

    private final float[] values;

    SmallMatrix(float[] values) {
        this.values = values;
    }

    /** Adds the product with {@code x} to {@code sums}, which has an element for each row. */
    void addProduct(float[] x, float[] sums) {
        int n = x.length;
        for (int j = 0; j < sums.length; j += 4) {
            int row = j * n;
            float a = sums[j];
            float b = sums[j + 1];
            float c = sums[j + 2];
            float d = sums[j + 3];
            for (int k = 0; k < n; k++) {
                float factor = x[k];
                a += values[row + k] * factor;
                b += values[row + n + k] * factor;
                c += values[row + 2 * n + k] * factor;
                d += values[row + 3 * n + k] * factor;
            }
            sums[j] = a;
            sums[j + 1] = b;
            sums[j + 2] = c;
            sums[j + 3] = d;
        }
    }
}
