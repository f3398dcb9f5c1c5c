package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Scalar.Arg;
import dev.nacre.compiler.tensor.Scalar.Binary;
import dev.nacre.compiler.tensor.Scalar.Constant;
import dev.nacre.compiler.tensor.Scalar.Select;
import dev.nacre.compiler.tensor.Scalar.Unary;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;

/** A scalar expression's value in {@code double}, and how far its value in float arithmetic may be from it. */
final class ScalarErrors implements Scalar.Cases<ScalarErrors.Bound> {

    /** Half a unit in the last place of a float, relative. */
    static final double HALF_ULP = 0x1p-24;
    /** Half the smallest float: what a result that underflows gradually may be off. */
    static final double UNDERFLOW = 0x1p-150;
    /** The largest error that the runtime's functions state, in units in the last place. */
    private static final double ULPS_OF_FUNCTIONS = 2.5;

    private final Bound[] arguments;

    /** @param arguments what {@code Arg(i)} is; read anew at each evaluation */
    ScalarErrors(Bound[] arguments) {
        this.arguments = arguments;
    }

    /** A value, and a bound of its error. */
    record Bound(double value, double error) {

        /**
         * The value with an error before rounding, rounded by so many halves of a unit in the last place. An infinity made of
         * infinities is exact.
         */
        static Bound rounded(double value, double error, double halves) {
            if (Double.isInfinite(value) && Double.isFinite(error)) {
                return new Bound(value, 0);
            }
            return new Bound(value, error + halves * HALF_ULP * (Math.abs(value) + error) + 2 * halves * UNDERFLOW);
        }

        double size() {
            return Math.abs(value);
        }
    }

    @Override
    public Bound constant(Constant constant) {
        double value = constant.value();
        return new Bound(value, Double.isInfinite(value) ? 0 : Math.abs(value - (float) value));
    }

    @Override
    public Bound arg(Arg arg) {
        return arguments[arg.index()];
    }

    @Override
    public Bound unary(Unary unary) {
        Bound x = unary.operand().match(this);
        Function function = unary.function();
        if (function == Function.NEG || function == Function.ABS) {
            return new Bound(function == Function.NEG ? -x.value() : x.size(), x.error());
        }
        // All the others increase, so their values at the ends of an interval enclose those inside.
        double value = apply(function, x.value());
        double above = apply(function, x.value() + x.error()) - value;
        double least = function == Function.SQRT ? Math.max(0, x.value() - x.error()) : x.value() - x.error();
        double below = value - apply(function, least);
        return Bound.rounded(value, Math.max(above, below), 2 * ULPS_OF_FUNCTIONS);
    }

    private static double apply(Function function, double x) {
        return new ScalarInterpreter(new double[] {x}).evaluate(Scalar.apply(function, Scalar.arg(0)));
    }

    @Override
    public Bound binary(Binary binary) {
        Bound a = binary.left().match(this);
        Bound b = binary.right().match(this);
        double propagated = a.size() * b.error() + b.size() * a.error() + a.error() * b.error();
        return switch (binary.operator()) {
            case ADD -> Bound.rounded(a.value() + b.value(), a.error() + b.error(), 1);
            case SUB -> Bound.rounded(a.value() - b.value(), a.error() + b.error(), 1);
            case MUL -> Bound.rounded(a.value() * b.value(), propagated, 1);
            case DIV -> quotient(a, b);
            case MIN -> a.value() <= b.value() ? winner(a, b) : winner(b, a);
            case MAX -> a.value() >= b.value() ? winner(a, b) : winner(b, a);
        };
    }

    private static Bound winner(Bound winner, Bound loser) {
        boolean clear = Math.abs(winner.value() - loser.value()) > winner.error() + loser.error();
        return clear ? winner : new Bound(winner.value(), Math.max(winner.error(), loser.error()));
    }

    private static Bound quotient(Bound a, Bound b) {
        double smallest = b.size() - b.error();
        double error = smallest > 0
                ? (a.size() * b.error() + b.size() * a.error()) / (b.size() * smallest)
                : Double.POSITIVE_INFINITY;
        return Bound.rounded(a.value() / b.value(), error, 1);
    }

    /** Where errors may turn a comparison, the other choice may be made, too. */
    @Override
    public Bound select(Select select) {
        Bound a = select.left().match(this);
        Bound b = select.right().match(this);
        Bound then = select.then().match(this);
        Bound otherwise = select.otherwise().match(this);
        boolean chosen =
                switch (select.comparison()) {
                    case LT -> a.value() < b.value();
                    case LE -> a.value() <= b.value();
                    case GT -> a.value() > b.value();
                    case GE -> a.value() >= b.value();
                    case EQ -> a.value() == b.value();
                };
        Bound taken = chosen ? then : otherwise;
        Bound other = chosen ? otherwise : then;
        double doubt = a.error() + b.error();
        if (doubt == 0 || Math.abs(a.value() - b.value()) > doubt) {
            return taken;
        }
        double apart = Math.abs(taken.value() - other.value());
        return new Bound(taken.value(), Math.max(taken.error(), apart + other.error()));
    }
}
