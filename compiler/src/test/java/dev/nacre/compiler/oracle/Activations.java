package dev.nacre.compiler.oracle;

import dev.nacre.compiler.model.Operation.Activation;

/** PyTorch's activations. */
final class Activations {

    private Activations() {}

    static double of(Activation activation, double x) {
        double argument = activation.argument();
        return switch (activation.function()) {
            case RELU -> x < 0 ? 0 : x;
            case LEAKY_RELU -> x > 0 ? x : argument * x;
            case ELU -> x > 0 ? x : argument * Math.expm1(x);
            case SELU -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));
            case GELU -> x * 0.5 * (1 + erf(x / Math.sqrt(2)));
            case GELU_TANH -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            case SILU -> x * sigmoid(x);
            case MISH -> x * Math.tanh(softplus(x, 1));
            case SIGMOID -> sigmoid(x);
            case TANH -> Math.tanh(x);
            case SOFTPLUS -> softplus(x, argument);
            case SOFTSIGN -> x / (1 + Math.abs(x));
            case LOGSIGMOID -> -softplus(-x, 1);
            case HARDTANH -> Math.min(Math.max(x, -1), 1);
            case RELU6 -> Math.min(Math.max(x, 0), 6);
            case HARDSIGMOID -> x <= -3 ? 0 : x >= 3 ? 1 : x / 6 + 0.5;
            case HARDSWISH -> x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6;
        };
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** log(1 + exp(beta x)) / beta; PyTorch's is x itself from beta x = 20 on, which is all but the same. */
    private static double softplus(double x, double beta) {
        return beta * x > 20 ? x : Math.log1p(Math.exp(beta * x)) / beta;
    }

    /** 2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!!, whose terms all have one sign. */
    static double erf(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x);
        }
        double term = x;
        double sum = 0;
        for (int n = 0; Math.abs(term) > 1e-18 * Math.abs(sum); n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 3);
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
