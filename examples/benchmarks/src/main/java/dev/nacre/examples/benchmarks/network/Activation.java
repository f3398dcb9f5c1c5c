package dev.nacre.examples.benchmarks.network;

/** Functions of single numbers, in {@code double}. */
public enum Activation implements Layer {
    RELU {
        @Override
        public double value(double x) {
            return Math.max(x, 0);
        }

        @Override
        public double slope(double x) {
            return x > 0 ? 1 : 0;
        }
    },
    /** The exact one: x times the share of a normal distribution that is below x. */
    GELU {
        @Override
        public double value(double x) {
            return x * below(x);
        }

        @Override
        public double slope(double x) {
            return below(x) + x * density(x);
        }
    };

    /** From here on the share differs from 0 or 1 by less than {@code double} can tell from 1. */
    private static final double TAIL = 8.5;

    public abstract double value(double x);

    public abstract double slope(double x);

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.activation(this);
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** By the series ½ + density · (x + x³/3 + x⁵/(3·5) + …), whose terms have one sign. */
    private static double below(double x) {
        if (Math.abs(x) >= TAIL) {
            return x > 0 ? 1 : 0;
        }
        double term = x;
        double sum = 0;
        for (int n = 1; sum + term != sum; n++) {
            sum += term;
            term *= x * x / (2 * n + 1);
        }
        return 0.5 + density(x) * sum;
    }
}
