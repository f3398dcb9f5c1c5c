package dev.nacre.runtime;

import java.util.Arrays;

/** How a parameter's first values are drawn, with PyTorch's distributions. */
public sealed interface Initializer {

    /** Draws the elements {@code 0 .. count - 1} in row-major order; each is a function of key and index alone. */
    void fill(float[] values, int count, int key);

    /**
     * U(−bound, bound), as {@code torch.nn.init.uniform_}.
     *
     * @throws IllegalArgumentException if {@code bound} is negative or not finite
     */
    static Initializer uniform(double bound) {
        return new Uniform(bound);
    }

    /** The same value everywhere, as {@code torch.nn.init.constant_}. */
    static Initializer constant(double value) {
        return new Constant(value);
    }

    /** See {@link Initializer#uniform}. */
    record Uniform(double bound) implements Initializer {

        /** Checks the bound. */
        public Uniform {
            if (!(bound >= 0 && bound < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("bound must be finite and not negative: " + bound);
            }
        }

        @Override
        public void fill(float[] values, int count, int key) {
            CounterRandom.uniform(values, 0, count, key);
            for (int i = 0; i < count; i++) {
                values[i] = (float) ((2.0 * values[i] - 1.0) * bound);
            }
        }
    }

    /** See {@link Initializer#constant}. */
    record Constant(double value) implements Initializer {

        @Override
        public void fill(float[] values, int count, int key) {
            Arrays.fill(values, 0, count, (float) value);
        }
    }
}
