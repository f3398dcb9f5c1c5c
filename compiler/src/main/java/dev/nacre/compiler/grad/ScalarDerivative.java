package dev.nacre.compiler.grad;

import static dev.nacre.compiler.grad.ScalarSimplifier.ONE;
import static dev.nacre.compiler.grad.ScalarSimplifier.ZERO;
import static dev.nacre.compiler.grad.ScalarSimplifier.difference;
import static dev.nacre.compiler.grad.ScalarSimplifier.negation;
import static dev.nacre.compiler.grad.ScalarSimplifier.product;
import static dev.nacre.compiler.grad.ScalarSimplifier.quotient;
import static dev.nacre.compiler.grad.ScalarSimplifier.sum;

import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Arg;
import dev.nacre.compiler.tensor.Scalar.Binary;
import dev.nacre.compiler.tensor.Scalar.Constant;
import dev.nacre.compiler.tensor.Scalar.Select;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;

/** The derivative of a scalar expression with respect to one of its arguments. */
final class ScalarDerivative implements Scalar.Cases<Scalar> {

    private final int index;

    private ScalarDerivative(int index) {
        this.index = index;
    }

    /** ∂body / ∂Arg(index). */
    static Scalar of(Scalar body, int index) {
        return body.match(new ScalarDerivative(index));
    }

    private Scalar of(Scalar part) {
        return part.match(this);
    }

    @Override
    public Scalar constant(Constant constant) {
        return ZERO;
    }

    @Override
    public Scalar arg(Arg arg) {
        return arg.index() == index ? ONE : ZERO;
    }

    @Override
    public Scalar unary(Unary unary) {
        Scalar inner = of(unary.operand());
        return unary.function() == Function.LOG
                ? quotient(inner, unary.operand())
                : product(outer(unary, unary.operand()), inner);
    }

    /** f′(u), with f(u) itself where that helps. */
    private static Scalar outer(Unary f, Scalar u) {
        return switch (f.function()) {
            case NEG -> Scalar.constant(-1);
            case ABS -> ScalarSimplifier.sign(u);
            case EXP -> f;
            case EXPM1 -> sum(f, ONE);
            case LOG -> quotient(ONE, u);
            case TANH -> difference(ONE, product(f, f));
            case SIGMOID -> product(f, difference(ONE, f));
            case LOG_SIGMOID -> Scalar.apply(Function.SIGMOID, negation(u));
            case SQRT -> quotient(Scalar.constant(0.5), f);
            case ERF ->
                product(Scalar.constant(2 / Math.sqrt(Math.PI)), Scalar.apply(Function.EXP, negation(product(u, u))));
        };
    }

    @Override
    public Scalar binary(Binary binary) {
        Scalar a = binary.left();
        Scalar b = binary.right();
        return switch (binary.operator()) {
            case ADD -> sum(of(a), of(b));
            case SUB -> difference(of(a), of(b));
            case MUL -> sum(product(of(a), b), product(of(b), a));
            case DIV -> quotientRule(binary);
            case MIN -> choice(Comparison.GE, a, b);
            case MAX -> choice(Comparison.LE, a, b);
        };
    }

    /** (a′b − ab′) / b², which is a′ / b if b′ = 0, and −(1/b)² b′ for a reciprocal. */
    private Scalar quotientRule(Binary quotient) {
        Scalar a = quotient.left();
        Scalar b = quotient.right();
        if (of(b).equals(ZERO)) {
            return quotient(of(a), b);
        }
        if (a.equals(ONE)) {
            return negation(product(Scalar.mul(quotient, quotient), of(b)));
        }
        return quotient(difference(product(of(a), b), product(a, of(b))), product(b, b));
    }

    /** The bound b gives the derivative on itself, and a where there is NaN: PyTorch's clamp passes NaN's gradient. */
    private Scalar choice(Comparison bounded, Scalar a, Scalar b) {
        return ScalarSimplifier.select(new Select(bounded, a, b, ZERO, ONE), of(b), of(a));
    }

    @Override
    public Scalar select(Select select) {
        return ScalarSimplifier.select(select, of(select.then()), of(select.otherwise()));
    }
}
