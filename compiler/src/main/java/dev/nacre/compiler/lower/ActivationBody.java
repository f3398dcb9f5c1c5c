package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.add;
import static dev.nacre.compiler.tensor.Scalar.apply;
import static dev.nacre.compiler.tensor.Scalar.constant;
import static dev.nacre.compiler.tensor.Scalar.div;
import static dev.nacre.compiler.tensor.Scalar.max;
import static dev.nacre.compiler.tensor.Scalar.min;
import static dev.nacre.compiler.tensor.Scalar.mul;
import static dev.nacre.compiler.tensor.Scalar.neg;
import static dev.nacre.compiler.tensor.Scalar.select;
import static dev.nacre.compiler.tensor.Scalar.sub;

import dev.nacre.compiler.model.Operation.Activation;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;

/**
 * The scalar functions of the activations, in PyTorch's formulas. Their form decides the derivative at kinks: a clamp's
 * is zero on its bounds, and a selection's is that of the side on which the point lies. The bounds of hardswish are those of x,
 * which its derivative reads anyway; those of hardsigmoid are its own, so that its result is all that its derivative reads.
 */
final class ActivationBody {

    private static final double SELU_SCALE = 1.0507009873554805;
    private static final double SELU_ALPHA = 1.6732632423543772;
    private static final double GELU_CUBIC = 0.044715;
    /** Where PyTorch's softplus becomes the identity. */
    private static final double SOFTPLUS_THRESHOLD = 20;

    private static final Scalar X = Scalar.arg(0);
    private static final Scalar ZERO = constant(0);
    private static final Scalar ONE = constant(1);
    private static final Scalar SIXTH = constant(1.0 / 6);

    private ActivationBody() {}

    /** The function of {@code Arg(0)}. */
    static Scalar of(Activation activation) {
        double argument = activation.argument();
        return switch (activation.function()) {
            case RELU -> max(X, ZERO);
            case LEAKY_RELU -> select(Comparison.GT, X, ZERO, X, mul(constant(argument), X));
            case ELU -> elu(argument, 1);
            case SELU -> elu(SELU_SCALE * SELU_ALPHA, SELU_SCALE);
            case GELU -> gelu(apply(Function.ERF, mul(constant(Math.sqrt(0.5)), X)));
            case GELU_TANH -> gelu(apply(Function.TANH, geluPolynomial()));
            case SILU -> mul(X, apply(Function.SIGMOID, X));
            case MISH -> mul(X, apply(Function.TANH, softplus(X)));
            case SIGMOID -> apply(Function.SIGMOID, X);
            case TANH -> apply(Function.TANH, X);
            case SOFTPLUS -> softplus(argument);
            case SOFTSIGN -> div(X, add(apply(Function.ABS, X), ONE));
            case LOGSIGMOID -> apply(Function.LOG_SIGMOID, X);
            case HARDTANH -> clamp(X, -1, 1);
            case RELU6 -> clamp(X, 0, 6);
            case HARDSIGMOID -> clamp(mul(SIXTH, add(X, constant(3))), 0, 1);
            case HARDSWISH -> mul(X, mul(SIXTH, add(clamp(X, -3, 3), constant(3))));
        };
    }

    /** x ≤ 0 ? below · (exp(x) − 1) : above · x; NaN takes the second branch, as in PyTorch. */
    private static Scalar elu(double below, double above) {
        Scalar positive = above == 1 ? X : mul(constant(above), X);
        Scalar negative = below == 1 ? apply(Function.EXPM1, X) : mul(constant(below), apply(Function.EXPM1, X));
        return select(Comparison.LE, X, ZERO, negative, positive);
    }

    /** x · ½ · (1 + inner). */
    private static Scalar gelu(Scalar inner) {
        return mul(mul(constant(0.5), X), add(inner, ONE));
    }

    /** √(2/π) · (x + 0.044715 x³), with x factored out. */
    private static Scalar geluPolynomial() {
        double scale = Math.sqrt(2 / Math.PI);
        return mul(X, add(mul(constant(scale * GELU_CUBIC), mul(X, X)), constant(scale)));
    }

    /** log(1 + exp(beta · x)) / beta, and x itself where beta · x > 20. */
    private static Scalar softplus(double beta) {
        Scalar scaled = beta == 1 ? X : mul(constant(beta), X);
        Scalar curve = softplus(scaled);
        Scalar unscaled = beta == 1 ? curve : div(curve, constant(beta));
        return select(Comparison.GT, scaled, constant(SOFTPLUS_THRESHOLD), X, unscaled);
    }

    /** log(1 + exp(x)); the difference is 0 where the logarithm is, and not −0. */
    private static Scalar softplus(Scalar x) {
        return sub(ZERO, apply(Function.LOG_SIGMOID, neg(x)));
    }

    private static Scalar clamp(Scalar x, double least, double most) {
        return min(max(x, constant(least)), constant(most));
    }
}
