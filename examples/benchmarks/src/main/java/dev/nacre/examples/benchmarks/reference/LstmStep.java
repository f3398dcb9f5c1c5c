package dev.nacre.examples.benchmarks.reference;

import dev.nacre.examples.benchmarks.network.Lstm;

/** Parameters as PyTorch has them: the gates' rows in the order input, forget, cell, output. */
record LstmStep(Lstm layer, Parameter fromInput, Parameter fromState, Parameter inputBias, Parameter stateBias)
        implements Step {

    @Override
    public Pass apply(double[] x) {
        int inputs = fromInput.values().length / inputBias.values().length;
        double[] state = new double[layer.hidden()];
        double[] cell = new double[layer.hidden()];
        for (int start = 0; start < x.length; start += inputs) {
            double[] gates = new double[inputBias.values().length];
            for (int i = 0; i < gates.length; i++) {
                gates[i] = inputBias.values()[i]
                        + stateBias.values()[i]
                        + Rows.dot(fromInput.values(), i * inputs, x, start, inputs)
                        + Rows.dot(fromState.values(), i * state.length, state, 0, state.length);
            }
            advance(gates, cell, state);
        }
        return Pass.forwardOnly(state);
    }

    private static void advance(double[] gates, double[] cell, double[] state) {
        int hidden = cell.length;
        for (int i = 0; i < hidden; i++) {
            double candidate = Math.tanh(gates[2 * hidden + i]);
            cell[i] = sigmoid(gates[hidden + i]) * cell[i] + sigmoid(gates[i]) * candidate;
            state[i] = sigmoid(gates[3 * hidden + i]) * Math.tanh(cell[i]);
        }
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
