package dev.nacre.examples.benchmarks.contestant.plain;

import dev.nacre.examples.benchmarks.contestant.Stepper;
import java.util.List;

/**
 * An LSTM as one writes it by hand, with loops and {@link Math}. The weights lie as it is best for HotSpot: the loops over gates
 * become vector instructions, which those over the terms of a sum cannot.
 */
public final class PlainLstm implements Stepper {

    private static final int GATES = 4;

    private final int hidden;
    private final float[] ofInput;
    private final float[] ofState;
    private final float[] bias;
    private final float[] gates;
    private final float[] state;
    private final float[] memory;
    private final float[][] rows;
    private int next;

    /** With PyTorch's parameters: the weights of input and state, and their biases. */
    public PlainLstm(List<float[]> parameters, float[][] rows) {
        this.rows = rows.clone();
        int all = parameters.get(2).length;
        hidden = all / GATES;
        ofInput = transposed(parameters.get(0), all);
        ofState = transposed(parameters.get(1), all);
        bias = parameters.get(2).clone();
        for (int j = 0; j < all; j++) {
            bias[j] += parameters.get(3)[j];
        }
        gates = new float[all];
        state = new float[hidden];
        memory = new float[hidden];
    }

    private static float[] transposed(float[] weight, int rows) {
        int columns = weight.length / rows;
        float[] result = new float[weight.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                result[c * rows + r] = weight[r * columns + c];
            }
        }
        return result;
    }

    @Override
    public void step() {
        System.arraycopy(bias, 0, gates, 0, gates.length);
        addProduct(ofInput, rows[next], gates);
        addProduct(ofState, state, gates);
        for (int j = 0; j < hidden; j++) {
            float in = sigmoid(gates[j]);
            float forget = sigmoid(gates[hidden + j]);
            float candidate = (float) Math.tanh(gates[2 * hidden + j]);
            float out = sigmoid(gates[3 * hidden + j]);
            memory[j] = forget * memory[j] + in * candidate;
            state[j] = out * (float) Math.tanh(memory[j]);
        }
        next = (next + 1) % rows.length;
    }

    private static void addProduct(float[] weight, float[] x, float[] sums) {
        for (int k = 0; k < x.length; k++) {
            float factor = x[k];
            int row = k * sums.length;
            for (int j = 0; j < sums.length; j++) {
                sums[j] += factor * weight[row + j];
            }
        }
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }

    @Override
    public float[] output() {
        return state.clone();
    }

    @Override
    public void close() {}
}
