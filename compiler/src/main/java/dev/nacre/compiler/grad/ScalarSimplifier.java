package dev.nacre.compiler.grad;

import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Binary;
import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import dev.nacre.compiler.tensor.Scalar.Constant;
import dev.nacre.compiler.tensor.Scalar.Select;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;

/**
 * Builds derivatives in a short form. The rules are those of real numbers, not of floats: they are for derivatives, where
 * a zero is exact whatever it is multiplied with, and never applied to what the user wrote.
 */
final class ScalarSimplifier {

    static final Scalar ZERO = Scalar.constant(0);
    static final Scalar ONE = Scalar.constant(1);

    private ScalarSimplifier() {}

    static Scalar negation(Scalar a) {
        if (a instanceof Constant c) {
            return Scalar.constant(0 - c.value());
        }
        if (isNegation(a)) {
            return operand(a);
        }
        if (is(a, Operator.MUL) && left(a) instanceof Constant c) {
            return product(Scalar.constant(-c.value()), right(a));
        }
        return Scalar.neg(a);
    }

    static Scalar sum(Scalar a, Scalar b) {
        if (a instanceof Constant x && b instanceof Constant y) {
            return Scalar.constant(x.value() + y.value());
        }
        if (a instanceof Constant) {
            return sum(b, a);
        }
        if (b.equals(ZERO)) {
            return a;
        }
        if (isNegation(b)) {
            return difference(a, operand(b));
        }
        if (isNegation(a)) {
            return difference(b, operand(a));
        }
        if (factor(a).equals(factor(b))) {
            return product(Scalar.constant(coefficient(a) + coefficient(b)), factor(a));
        }
        return Scalar.add(a, b);
    }

    static Scalar difference(Scalar a, Scalar b) {
        if (b instanceof Constant || isNegation(b)) {
            return sum(a, negation(b));
        }
        if (is(a, Operator.ADD) && left(a).equals(b)) {
            return right(a);
        }
        if (is(a, Operator.ADD) && right(a).equals(b)) {
            return left(a);
        }
        if (a.equals(ZERO)) {
            return negation(b);
        }
        return a.equals(b) ? ZERO : Scalar.sub(a, b);
    }

    static Scalar product(Scalar a, Scalar b) {
        if (a instanceof Constant c) {
            return scaled(c.value(), b);
        }
        if (b instanceof Constant c) {
            return scaled(c.value(), a);
        }
        if (coefficient(a) != 1 || coefficient(b) != 1) {
            return scaled(coefficient(a) * coefficient(b), product(factor(a), factor(b)));
        }
        if (b.equals(sign(a))) {
            return Scalar.apply(Function.ABS, a);
        }
        if (b instanceof Select s && (s.then() instanceof Constant || s.otherwise() instanceof Constant)) {
            return select(s, product(a, s.then()), product(a, s.otherwise()));
        }
        if (a instanceof Select s && (s.then() instanceof Constant || s.otherwise() instanceof Constant)) {
            return select(s, product(s.then(), b), product(s.otherwise(), b));
        }
        if (is(b, Operator.DIV) && left(b).equals(ONE)) {
            return quotient(a, right(b));
        }
        return Scalar.mul(a, b);
    }

    private static Scalar scaled(double c, Scalar a) {
        if (a instanceof Constant d) {
            return Scalar.constant(c * d.value());
        }
        if (c == 0) {
            return ZERO;
        }
        if (c == 1) {
            return a;
        }
        if (coefficient(a) != 1) {
            return scaled(c * coefficient(a), factor(a));
        }
        if (is(a, Operator.ADD) && right(a) instanceof Constant d) {
            return sum(scaled(c, left(a)), Scalar.constant(c * d.value()));
        }
        if (a instanceof Select s) {
            return select(s, scaled(c, s.then()), scaled(c, s.otherwise()));
        }
        return c == -1 ? Scalar.neg(a) : Scalar.mul(Scalar.constant(c), a);
    }

    static Scalar quotient(Scalar a, Scalar b) {
        if (b instanceof Constant c && coefficient(a) != 1) {
            return scaled(coefficient(a) / c.value(), factor(a));
        }
        if (a.equals(ZERO) || b.equals(ONE)) {
            return a;
        }
        return Scalar.div(a, b);
    }

    static Scalar select(Select condition, Scalar then, Scalar otherwise) {
        return then.equals(otherwise)
                ? then
                : Scalar.select(condition.comparison(), condition.left(), condition.right(), then, otherwise);
    }

    /** 1, 0 or −1: the derivative of |a|; NaN gives 0. */
    static Scalar sign(Scalar a) {
        Scalar notPositive = Scalar.select(Comparison.LT, a, ZERO, Scalar.constant(-1), ZERO);
        return Scalar.select(Comparison.GT, a, ZERO, ONE, notPositive);
    }

    /** The constant c of c · {@link #factor}. */
    private static double coefficient(Scalar a) {
        if (isNegation(a)) {
            return -coefficient(operand(a));
        }
        return is(a, Operator.MUL) && left(a) instanceof Constant c ? c.value() : 1;
    }

    private static Scalar factor(Scalar a) {
        if (isNegation(a)) {
            return factor(operand(a));
        }
        return is(a, Operator.MUL) && left(a) instanceof Constant ? right(a) : a;
    }

    private static boolean is(Scalar a, Operator operator) {
        return a instanceof Binary binary && binary.operator() == operator;
    }

    private static Scalar left(Scalar a) {
        return ((Binary) a).left();
    }

    private static Scalar right(Scalar a) {
        return ((Binary) a).right();
    }

    private static boolean isNegation(Scalar a) {
        return a instanceof Unary unary && unary.function() == Function.NEG;
    }

    private static Scalar operand(Scalar a) {
        return ((Unary) a).operand();
    }
}
