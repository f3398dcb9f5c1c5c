package dev.nacre.compiler.model;

/**
 * A recurrent network over the rows of its input [t, in], as in PyTorch with {@code batch_first}. The output [t, directions · hidden] has
 * the forward states first. If it is {@code started}, further inputs are the states before the first step, and of an LSTM the memories,
 * in the shape of {@link #carried}; else these are zero. Parameters, for each layer and direction: weight_ih [gates · hidden, in],
 * weight_hh [gates · hidden, hidden], and if {@code bias} bias_ih and bias_hh [gates · hidden].
 *
 * @param dropout between layers, in training
 */
public record Recurrence(
        Cell cell, int in, int hidden, int layers, boolean bidirectional, double dropout, boolean bias, boolean started)
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

        /** How many values go from step to step: the state, and what an LSTM keeps beside it. */
        public int carries() {
            return this == LSTM ? 2 : 1;
        }
    }

    /** [hidden], or [layers · directions, hidden] if there are several states: those of each layer, the forward one first. */
    public Shape carried() {
        int states = layers * directions();
        return states == 1 ? Shape.of(hidden) : Shape.of(states, hidden);
    }

    /** 1, or 2 if it is bidirectional. */
    public int directions() {
        return bidirectional ? 2 : 1;
    }
}
