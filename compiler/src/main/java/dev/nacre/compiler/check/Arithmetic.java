package dev.nacre.compiler.check;

import dev.nacre.compiler.ast.Expr;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.source.DiagnosticCode;
import dev.nacre.compiler.source.Mistake;
import dev.nacre.compiler.source.Span;
import java.util.Optional;

/**
 * The operators on numbers. Two integers give an integer, which must be exact; a float on either side gives a float.
 * {@code %} takes the sign of its right side, as in Python.
 */
final class Arithmetic {

    private static final String INTEGER_OVERFLOW = "the result does not fit an integer of 64 bits";

    private final Reporter reporter;

    Arithmetic(Reporter reporter) {
        this.reporter = reporter;
    }

    /** The value of {@code -operand}. */
    Optional<ConstantValue> negated(Expr.Negation expr, ConstantValue operand) {
        if (operand instanceof ConstantValue.Int integer) {
            return integer.value() == Long.MIN_VALUE
                    ? tooLarge(expr.span(), INTEGER_OVERFLOW)
                    : Optional.of(new ConstantValue.Int(-integer.value()));
        } else if (operand instanceof ConstantValue.Decimal decimal) {
            return Optional.of(new ConstantValue.Decimal(-decimal.value()));
        }
        return noNumber('-', expr.operand().span(), operand);
    }

    /** The value of {@code left operator right}; both sides are looked at, and both reported when neither is a number. */
    Optional<ConstantValue> combined(Expr.Binary expr, ConstantValue left, ConstantValue right) {
        char operator = expr.operator();
        if (left instanceof ConstantValue.Int a && right instanceof ConstantValue.Int b) {
            return integers(expr, a.value(), b.value());
        } else if (!isNumber(left)) {
            return noNumber(operator, expr.left().span(), left);
        } else if (!isNumber(right)) {
            return noNumber(operator, expr.right().span(), right);
        }
        return decimals(expr, ConstantValue.toDouble(left), ConstantValue.toDouble(right));
    }

    private Optional<ConstantValue> integers(Expr.Binary expr, long a, long b) {
        if (b == 0 && divides(expr)) {
            return divisionByZero(expr);
        } else if (expr.operator() == '/' && a % b != 0) {
            reporter.report(Mistake.of(
                            DiagnosticCode.NN225,
                            expr.span(),
                            a + " / " + b + " leaves a remainder of " + Math.abs(a % b))
                    .help("write `" + a + ".0 / " + b + "` for a float"));
            return Optional.empty();
        }
        try {
            return Optional.of(new ConstantValue.Int(exact(expr.operator(), a, b)));
        } catch (ArithmeticException overflow) {
            return tooLarge(expr.span(), INTEGER_OVERFLOW);
        }
    }

    private static long exact(char operator, long a, long b) {
        return switch (operator) {
            case '+' -> Math.addExact(a, b);
            case '-' -> Math.subtractExact(a, b);
            case '*' -> Math.multiplyExact(a, b);
            case '/' -> b == -1 ? Math.negateExact(a) : a / b;
            case '%' -> Math.floorMod(a, b);
            default -> throw new IllegalStateException("operator " + operator);
        };
    }

    private Optional<ConstantValue> decimals(Expr.Binary expr, double a, double b) {
        if (b == 0 && divides(expr)) {
            return divisionByZero(expr);
        }
        double result =
                switch (expr.operator()) {
                    case '+' -> a + b;
                    case '-' -> a - b;
                    case '*' -> a * b;
                    case '/' -> a / b;
                    case '%' -> floorMod(a, b);
                    default -> throw new IllegalStateException("operator " + expr.operator());
                };
        return Double.isFinite(result)
                ? Optional.of(new ConstantValue.Decimal(result))
                : tooLarge(expr.span(), "the result does not fit a float of 64 bits");
    }

    private static double floorMod(double a, double b) {
        double remainder = a % b;
        return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
    }

    private static boolean divides(Expr.Binary expr) {
        return expr.operator() == '/' || expr.operator() == '%';
    }

    private static boolean isNumber(ConstantValue value) {
        return value instanceof ConstantValue.Int || value instanceof ConstantValue.Decimal;
    }

    private Optional<ConstantValue> noNumber(char operator, Span operand, ConstantValue value) {
        String message = "`" + operator + "` needs numbers, but this is " + value.description();
        reporter.report(Mistake.of(DiagnosticCode.NN215, operand, message), value, "a number");
        return Optional.empty();
    }

    private Optional<ConstantValue> divisionByZero(Expr.Binary expr) {
        reporter.report(DiagnosticCode.NN224, expr.span(), "division by zero");
        return Optional.empty();
    }

    private Optional<ConstantValue> tooLarge(Span span, String message) {
        reporter.report(DiagnosticCode.NN223, span, message);
        return Optional.empty();
    }
}
