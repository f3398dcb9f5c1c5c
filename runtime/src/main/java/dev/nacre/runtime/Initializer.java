package dev.nacre.runtime;

import dev.nacre.runtime.argument.Settings;
import dev.nacre.runtime.random.CounterRandom;
import dev.nacre.runtime.random.NormalDistribution;
import dev.nacre.runtime.random.OrthogonalMatrix;
import java.util.Arrays;

/**
 * How a parameter's first values are drawn, with PyTorch's distributions. The numbers are other ones than PyTorch draws: each
 * follows from the seed, the parameter and its place alone, and has the same bits on every machine and JVM.
 */
public sealed interface Initializer {

    /**
     * Draws the elements of a tensor of that shape in row-major order.
     *
     * @param values receives them from its start on
     * @param key of the sequence of random numbers that they follow from
     */
    void fill(float[] values, Shape shape, int key);

    /**
     * U(−bound, bound), as PyTorch's layers start by default.
     *
     * @throws IllegalArgumentException if {@code bound} is negative or not finite
     */
    static Initializer uniform(double bound) {
        Settings.notNegative("bound", bound);
        return new Uniform(-bound, bound);
    }

    /**
     * U(low, high), as {@code torch.nn.init.uniform_}.
     *
     * @throws IllegalArgumentException if a limit is not finite, or {@code low} above {@code high}
     */
    static Initializer uniform(double low, double high) {
        return new Uniform(low, high);
    }

    /**
     * N(mean, std²), as {@code torch.nn.init.normal_}.
     *
     * @throws IllegalArgumentException if one is not finite, or {@code std} is negative
     */
    static Initializer normal(double mean, double std) {
        return new Normal(mean, std);
    }

    /**
     * N(mean, std²), and zeros where the first index is {@code row}: a table with a row for padding, as in
     * {@code torch.nn.Embedding}.
     *
     * @throws IllegalArgumentException if {@code mean} or {@code std} is not finite, or {@code std} or {@code row} negative;
     *     when filling, if there is no such row
     */
    static Initializer paddedNormal(double mean, double std, int row) {
        return new PaddedNormal(new Normal(mean, std), row);
    }

    /**
     * N(mean, std²) given that the value is from {@code low} to {@code high}, as {@code torch.nn.init.trunc_normal_}. The
     * limits are values and no multiples of {@code std}.
     *
     * @throws IllegalArgumentException if one is not finite, {@code std} not positive, or {@code low} above {@code high}
     */
    static Initializer truncatedNormal(double mean, double std, double low, double high) {
        return new TruncatedNormal(mean, std, low, high);
    }

    /**
     * An orthogonal matrix times {@code gain}, as {@code torch.nn.init.orthogonal_}: the first axis counts the rows, all
     * others together the columns; the rows are orthonormal, or the columns if there are fewer of these.
     *
     * @throws IllegalArgumentException if {@code gain} is not finite; when filling, if there are fewer than two axes
     */
    static Initializer orthogonal(double gain) {
        return new Orthogonal(gain);
    }

    /** The same value everywhere, as {@code torch.nn.init.constant_}. */
    static Initializer constant(double value) {
        return new Constant(value);
    }

    /** See {@link Initializer#uniform(double, double)}. */
    record Uniform(double low, double high) implements Initializer {

        /** Checks the limits. */
        public Uniform {
            Settings.finite("low", low);
            Settings.finite("high", high);
            Settings.ordered("high", low, high);
        }

        @Override
        public void fill(float[] values, Shape shape, int key) {
            int count = shape.elements();
            CounterRandom.uniform(values, 0, count, key);
            double middle = (low + high) / 2;
            double half = (high - low) / 2;
            for (int i = 0; i < count; i++) {
                values[i] = (float) (middle + (2.0 * values[i] - 1.0) * half);
            }
        }
    }

    /** See {@link Initializer#normal}. */
    record Normal(double mean, double std) implements Initializer {

        /** Checks both. */
        public Normal {
            Settings.finite("mean", mean);
            Settings.notNegative("std", std);
        }

        @Override
        public void fill(float[] values, Shape shape, int key) {
            for (int i = 0; i < shape.elements(); i++) {
                values[i] = (float) (mean + std * NormalDistribution.draw(i, key));
            }
        }
    }

    /** See {@link Initializer#paddedNormal}. */
    record PaddedNormal(Normal normal, int row) implements Initializer {

        /** Checks the row. */
        public PaddedNormal {
            Settings.atLeast(0, "row", row);
        }

        @Override
        public void fill(float[] values, Shape shape, int key) {
            Settings.atLeast(
                    row + 1,
                    "the number of rows",
                    shape.rank() == 0 ? 0 : shape.sizes().get(0));
            normal.fill(values, shape, key);
            int columns = shape.elements() / shape.sizes().get(0);
            Arrays.fill(values, row * columns, (row + 1) * columns, 0);
        }
    }

    /** See {@link Initializer#truncatedNormal}. */
    record TruncatedNormal(double mean, double std, double low, double high) implements Initializer {

        /** Checks all four. */
        public TruncatedNormal {
            Settings.finite("mean", mean);
            Settings.positive("std", std);
            Settings.finite("low", low);
            Settings.finite("high", high);
            Settings.ordered("high", low, high);
        }

        @Override
        public void fill(float[] values, Shape shape, int key) {
            // Of two tails that mirror each other the lower one has the more precise probabilities.
            double sign = low > mean ? -1 : 1;
            double from = NormalDistribution.cdf(sign * ((sign > 0 ? low : high) - mean) / std);
            double to = NormalDistribution.cdf(sign * ((sign > 0 ? high : low) - mean) / std);
            for (int i = 0; i < shape.elements(); i++) {
                double p = from + (to - from) * NormalDistribution.probability(i, key);
                double value = mean + sign * std * NormalDistribution.quantile(p);
                values[i] = (float) Math.min(Math.max(value, low), high);
            }
        }
    }

    /** See {@link Initializer#orthogonal}. */
    record Orthogonal(double gain) implements Initializer {

        /** Checks the gain. */
        public Orthogonal {
            Settings.finite("gain", gain);
        }

        @Override
        public void fill(float[] values, Shape shape, int key) {
            Settings.atLeast(2, "the number of axes of an orthogonal tensor", shape.rank());
            int rows = shape.sizes().get(0);
            OrthogonalMatrix.fill(values, rows, shape.elements() / rows, gain, key);
        }
    }

    /** See {@link Initializer#constant}. */
    record Constant(double value) implements Initializer {

        @Override
        public void fill(float[] values, Shape shape, int key) {
            Arrays.fill(values, 0, shape.elements(), (float) value);
        }
    }
}
