package dev.nacre.compiler.grad;

import static dev.nacre.compiler.grad.ScalarSimplifier.ZERO;

import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Arg;
import dev.nacre.compiler.tensor.Scalar.Binary;
import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import dev.nacre.compiler.tensor.Scalar.Constant;
import dev.nacre.compiler.tensor.Scalar.Select;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import dev.nacre.compiler.tensor.ScalarRewriting;
import java.util.Optional;

/**
 * Expresses a derivative through the function's saved result y instead of its arguments, where that spares one of them:
 * then nothing is computed twice, and a fused layer has to keep only its result.
 */
final class SavedOutput {

    private final Scalar body;
    private final Scalar output;

    private SavedOutput(Scalar body, Scalar output) {
        this.body = body;
        this.output = output;
    }

    /** {@code derivative}, with {@code output} for {@code body} if it then reads no more operands than before. */
    static Scalar prefer(Scalar derivative, Scalar body, Scalar output) {
        if (body instanceof Arg || body instanceof Constant) {
            return derivative;
        }
        Scalar rewritten = new SavedOutput(body, output).through(derivative, body);
        return rewritten.arguments().size() <= derivative.arguments().size() ? rewritten : derivative;
    }

    /** {@code part} of the derivative, where {@code result} is what the function returns there. */
    private Scalar through(Scalar part, Scalar result) {
        return ScalarRewriting.rewrite(part, inner -> {
            if (inner.equals(result) || inner.equals(body)) {
                return Optional.of(output);
            }
            return inner instanceof Select select ? throughSelect(select, result) : Optional.empty();
        });
    }

    private Optional<Scalar> throughSelect(Select select, Scalar result) {
        boolean reflected = select.right() instanceof Constant bound
                && reflects(body, select.comparison(), select.left(), bound.value());
        if (!reflected) {
            return Optional.empty();
        }
        boolean sameBranches = result instanceof Select own
                && own.left().equals(select.left())
                && own.right().equals(select.right())
                && own.comparison() == select.comparison();
        Scalar then = sameBranches ? ((Select) result).then() : result;
        Scalar otherwise = sameBranches ? ((Select) result).otherwise() : result;
        return Optional.of(Scalar.select(
                select.comparison(),
                output,
                select.right(),
                through(select.then(), then),
                through(select.otherwise(), otherwise)));
    }

    /** Whether {@code whole compared with bound} is the same as {@code part compared with bound}, NaN included. */
    private static boolean reflects(Scalar whole, Comparison comparison, Scalar part, double bound) {
        if (whole.equals(part)) {
            return true;
        }
        if (whole instanceof Binary binary && binary.right() instanceof Constant clamp) {
            return clampReflects(binary.operator(), clamp.value(), comparison, bound)
                    && reflects(binary.left(), comparison, part, bound);
        }
        return whole instanceof Select select && selectReflects(select, comparison, part, bound);
    }

    /** Whether clamping at {@code clamp} leaves every answer to a comparison with {@code bound} as it was. */
    private static boolean clampReflects(Operator operator, double clamp, Comparison comparison, double bound) {
        boolean boundIncluded = comparison == Comparison.LE || comparison == Comparison.GT;
        if (comparison == Comparison.EQ) {
            return false;
        }
        return switch (operator) {
            case MAX -> clamp < bound || (clamp == bound && boundIncluded);
            case MIN -> clamp > bound || (clamp == bound && !boundIncluded);
            case ADD, SUB, MUL, DIV -> false;
        };
    }

    /** A selection by the sign of {@code part} whose branches both keep that sign. */
    private static boolean selectReflects(Select select, Comparison comparison, Scalar part, double bound) {
        return select.comparison() == comparison
                && (comparison == Comparison.GT || comparison == Comparison.LE)
                && bound == 0
                && select.left().equals(part)
                && select.right().equals(ZERO)
                && keepsSign(select.then(), part)
                && keepsSign(select.otherwise(), part);
    }

    private static boolean keepsSign(Scalar scalar, Scalar part) {
        if (scalar instanceof Unary unary) {
            return (unary.function() == Function.EXPM1 || unary.function() == Function.TANH)
                    && keepsSign(unary.operand(), part);
        }
        if (scalar instanceof Binary binary) {
            return binary.operator() == Operator.MUL
                    && binary.left() instanceof Constant factor
                    && factor.value() > 0
                    && keepsSign(binary.right(), part);
        }
        return scalar.equals(part);
    }
}
