package dev.nacre.examples.benchmarks.reference;

/** For each row: the matrix times the row, plus the bias. */
record LinearStep(Parameter matrix, Parameter bias) implements Step {

    private int outputs() {
        return bias.values().length;
    }

    private int inputs() {
        return matrix.values().length / outputs();
    }

    @Override
    public Pass apply(double[] x) {
        int inputs = inputs();
        int outputs = outputs();
        double[] y = new double[x.length / inputs * outputs];
        for (int i = 0; i < y.length; i++) {
            int o = i % outputs;
            y[i] = bias.values()[o] + Rows.dot(matrix.values(), o * inputs, x, i / outputs * inputs, inputs);
        }
        return new Pass(y, slope -> backward(x, slope));
    }

    private double[] backward(double[] x, double[] slope) {
        int inputs = inputs();
        double[] dx = new double[x.length];
        for (int i = 0; i < slope.length; i++) {
            int o = i % outputs();
            int row = i / outputs() * inputs;
            bias.gradient()[o] += slope[i];
            Rows.axpy(slope[i], x, row, matrix.gradient(), o * inputs, inputs);
            Rows.axpy(slope[i], matrix.values(), o * inputs, dx, row, inputs);
        }
        return dx;
    }
}
