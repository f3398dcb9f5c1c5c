package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Scalar.Arg;
import dev.nacre.compiler.tensor.Scalar.Binary;
import dev.nacre.compiler.tensor.Scalar.Constant;
import dev.nacre.compiler.tensor.Scalar.Select;
import dev.nacre.compiler.tensor.Scalar.Unary;

/** The value of a scalar expression in {@code double}. */
final class ScalarInterpreter implements Scalar.Cases<Double> {

    private final double[] arguments;

    /** @param arguments what {@code Arg(i)} is; read anew at each evaluation */
    ScalarInterpreter(double[] arguments) {
        this.arguments = arguments;
    }

    double evaluate(Scalar scalar) {
        return scalar.match(this);
    }

    @Override
    public Double constant(Constant constant) {
        return constant.value();
    }

    @Override
    public Double arg(Arg arg) {
        return arguments[arg.index()];
    }

    @Override
    public Double unary(Unary unary) {
        double x = evaluate(unary.operand());
        return switch (unary.function()) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case EXP -> Math.exp(x);
            case EXPM1 -> Math.expm1(x);
            case LOG -> Math.log(x);
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case LOG_SIGMOID -> Math.min(x, 0) - Math.log1p(Math.exp(-Math.abs(x)));
            case ERF -> ErrorFunction.erf(x);
            case SQRT -> Math.sqrt(x);
        };
    }

    @Override
    public Double binary(Binary binary) {
        double a = evaluate(binary.left());
        double b = evaluate(binary.right());
        return switch (binary.operator()) {
            case ADD -> a + b;
            case SUB -> a - b;
            case MUL -> a * b;
            case DIV -> a / b;
            case MIN -> a > b ? b : a;
            case MAX -> a < b ? b : a;
        };
    }

    @Override
    public Double select(Select select) {
        double a = evaluate(select.left());
        double b = evaluate(select.right());
        boolean chosen =
                switch (select.comparison()) {
                    case LT -> a < b;
                    case LE -> a <= b;
                    case GT -> a > b;
                    case GE -> a >= b;
                    case EQ -> a == b;
                };
        return evaluate(chosen ? select.then() : select.otherwise());
    }
}
