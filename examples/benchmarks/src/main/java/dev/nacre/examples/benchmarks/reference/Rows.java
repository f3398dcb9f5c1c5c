package dev.nacre.examples.benchmarks.reference;

/** Loops over parts of arrays. */
final class Rows {

    private Rows() {}

    static double[] copyOf(float[] values, int start, int count) {
        double[] copy = new double[count];
        for (int i = 0; i < count; i++) {
            copy[i] = values[start + i];
        }
        return copy;
    }

    static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }

    static double dot(double[] a, int aStart, double[] b, int bStart, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += a[aStart + i] * b[bStart + i];
        }
        return sum;
    }

    /** Adds {@code factor} times one part to another. */
    static void axpy(double factor, double[] from, int fromStart, double[] to, int toStart, int count) {
        if (factor != 0) {
            for (int i = 0; i < count; i++) {
                to[toStart + i] += factor * from[fromStart + i];
            }
        }
    }
}
