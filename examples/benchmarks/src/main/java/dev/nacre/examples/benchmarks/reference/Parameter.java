package dev.nacre.examples.benchmarks.reference;

/** A parameter, row-major, and what the loss would change with it. */
record Parameter(double[] values, double[] gradient) {

    static Parameter of(float[] start) {
        return new Parameter(Rows.copyOf(start, 0, start.length), new double[start.length]);
    }
}
