package dev.nacre.compiler.model;

/**
 * A recurrent network over the rows of its input [t, in], as in PyTorch with {@code batch_first}; initial states are zero. The output
 * [t, directions · hidden] has the forward states first. Parameters, for each layer and direction: weight_ih [gates · hidden, in],
 * weight_hh [gates · hidden, hidden], and if {@code bias} bias_ih and bias_hh [gates · hidden].
 *
 * @param dropout between layers, in training
 */
public record Recurrence(Cell cell, int in, int hidden, int layers, boolean bidirectional, double dropout, boolean bias)
        implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
        return cases.recurrence(this);
    }

    /** How a state follows from the one before it. */
    public enum Cell {
        /** h' = tanh(W x + b + U h + c). */
        RNN_TANH(1),
        /** h' = relu(W x + b + U h + c). */
        RNN_RELU(1),
        /** Gates i, f, g, o: c' = σ(f) c + σ(i) tanh(g), h' = σ(o) tanh(c'). */
        LSTM(4),
        /** Gates r, z, n: n = tanh(n of x + r · n of h), h' = (1 − z) n + z h. */
        GRU(3);

        private final int gates;

        Cell(int gates) {
            this.gates = gates;
        }

        /** Rows of a weight for each element of the state. */
        public int gates() {
            return gates;
        }
    }

    /** 1, or 2 if it is bidirectional. */
    public int directions() {
        return bidirectional ? 2 : 1;
    }
}
