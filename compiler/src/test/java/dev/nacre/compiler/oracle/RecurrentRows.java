package dev.nacre.compiler.oracle;

import dev.nacre.compiler.model.Recurrence;
import java.util.Arrays;
import java.util.List;

/** A recurrent layer over the rows of one sample, step by step. */
final class RecurrentRows {

    private final Recurrence layer;
    /** By part, the states and the cells of all layers and directions: those before the first step, and then those after the last. */
    private final double[][] carried;

    private final Grid rows;

    /** @param inputs the sequence, then the states and the cells before the first step, if they are given */
    RecurrentRows(Recurrence layer, List<double[]> parameters, List<Grid> inputs) {
        this.layer = layer;
        int all = layer.layers() * layer.directions() * layer.hidden();
        this.carried = new double[2][all];
        for (int part = 1; part < inputs.size(); part++) {
            carried[part - 1] = inputs.get(part).values().clone();
        }
        this.rows = run(inputs.get(0), parameters);
    }

    Grid rows() {
        return rows;
    }

    /** The states after the last step, or the cells. */
    Grid end(int part) {
        return Grid.of(layer.carried(), carried[part]);
    }

    private Grid run(Grid x, List<double[]> parameters) {
        int each = layer.bias() ? 4 : 2;
        int steps = x.sizes()[0];
        int hidden = layer.hidden();
        int width = layer.directions() * hidden;
        Grid below = x;
        for (int level = 0; level < layer.layers(); level++) {
            double[] y = new double[steps * width];
            for (int direction = 0; direction < layer.directions(); direction++) {
                int which = level * layer.directions() + direction;
                List<double[]> own = parameters.subList(which * each, (which + 1) * each);
                double[] state = Arrays.copyOfRange(carried[0], which * hidden, (which + 1) * hidden);
                double[] cell = Arrays.copyOfRange(carried[1], which * hidden, (which + 1) * hidden);
                for (int i = 0; i < steps; i++) {
                    int step = direction == 0 ? i : steps - 1 - i;
                    state = next(layer, below.row(step), state, cell, own);
                    System.arraycopy(state, 0, y, step * width + direction * hidden, hidden);
                }
                System.arraycopy(state, 0, carried[0], which * hidden, hidden);
                System.arraycopy(cell, 0, carried[1], which * hidden, hidden);
            }
            below = new Grid(new int[] {steps, width}, y);
        }
        return below;
    }

    /** The next state; that of an LSTM's {@code cell} is changed. */
    private static double[] next(Recurrence layer, double[] x, double[] h, double[] cell, List<double[]> parameters) {
        double[] none = {};
        double[] a = product(x, parameters.get(0), layer.bias() ? parameters.get(2) : none);
        double[] b = product(h, parameters.get(1), layer.bias() ? parameters.get(3) : none);
        int n = h.length;
        double[] next = new double[n];
        for (int i = 0; i < n; i++) {
            switch (layer.cell()) {
                case RNN_TANH -> next[i] = Math.tanh(a[i] + b[i]);
                case RNN_RELU -> next[i] = Math.max(0, a[i] + b[i]);
                case LSTM -> {
                    double input = Activations.sigmoid(a[i] + b[i]);
                    double forget = Activations.sigmoid(a[n + i] + b[n + i]);
                    double output = Activations.sigmoid(a[3 * n + i] + b[3 * n + i]);
                    cell[i] = forget * cell[i] + input * Math.tanh(a[2 * n + i] + b[2 * n + i]);
                    next[i] = output * Math.tanh(cell[i]);
                }
                case GRU -> {
                    double reset = Activations.sigmoid(a[i] + b[i]);
                    double update = Activations.sigmoid(a[n + i] + b[n + i]);
                    double candidate = Math.tanh(a[2 * n + i] + reset * b[2 * n + i]);
                    next[i] = (1 - update) * candidate + update * h[i];
                }
            }
        }
        return next;
    }

    private static double[] product(double[] x, double[] weight, double[] bias) {
        return Rows.linear(new Grid(new int[] {x.length}, x), weight, bias).values();
    }
}
