package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Scalar.Binary.Operator;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import java.util.List;
import java.util.SortedSet;

/**
 * A scalar expression, the body of a {@link Primitive.Map}. Structurally equal expressions are the same computation.
 */
public sealed interface Scalar {

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

    /** The indices of the operands that are read. */
    default SortedSet<Integer> arguments() {
        return ScalarArguments.of(this);
    }

    /** The expressions that this one is made of, in order; none for a number or an argument. */
    default List<Scalar> parts() {
        return ScalarParts.of(this);
    }

    static Scalar constant(double value) {
        return new Constant(value);
    }

    static Scalar arg(int index) {
        return new Arg(index);
    }

    static Scalar apply(Function function, Scalar operand) {
        return new Unary(function, operand);
    }

    static Scalar neg(Scalar operand) {
        return new Unary(Function.NEG, operand);
    }

    static Scalar add(Scalar left, Scalar right) {
        return new Binary(Operator.ADD, left, right);
    }

    static Scalar sub(Scalar left, Scalar right) {
        return new Binary(Operator.SUB, left, right);
    }

    static Scalar mul(Scalar left, Scalar right) {
        return new Binary(Operator.MUL, left, right);
    }

    static Scalar div(Scalar left, Scalar right) {
        return new Binary(Operator.DIV, left, right);
    }

    static Scalar min(Scalar left, Scalar right) {
        return new Binary(Operator.MIN, left, right);
    }

    static Scalar max(Scalar left, Scalar right) {
        return new Binary(Operator.MAX, left, right);
    }

    /** {@code left compared with right ? then : otherwise}. */
    static Scalar select(Comparison comparison, Scalar left, Scalar right, Scalar then, Scalar otherwise) {
        return new Select(comparison, left, right, then, otherwise);
    }

    /** One answer for each kind of expression. */
    interface Cases<R> {
        R constant(Constant constant);

        R arg(Arg arg);

        R unary(Unary unary);

        R binary(Binary binary);

        R select(Select select);
    }

    /** A number; emitted as the nearest float. */
    record Constant(double value) implements Scalar {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.constant(this);
        }
    }

    /** The element of the map's operand {@code index}. */
    record Arg(int index) implements Scalar {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.arg(this);
        }
    }

    /** A function of one number. */
    record Unary(Function function, Scalar operand) implements Scalar {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.unary(this);
        }

        /** The functions of one number. */
        public enum Function {
            NEG,
            ABS,
            EXP,
            /** exp(x) − 1. */
            EXPM1,
            LOG,
            TANH,
            /** 1 / (1 + exp(−x)). */
            SIGMOID,
            /** log(sigmoid(x)) = min(x, 0) − log1p(exp(−|x|)). */
            LOG_SIGMOID,
            ERF,
            /** Of a number that is not negative; rounded correctly. */
            SQRT
        }
    }

    /** A function of two numbers. */
    record Binary(Operator operator, Scalar left, Scalar right) implements Scalar {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.binary(this);
        }

        /**
         * The functions of two numbers. MIN is {@code left > right ? right : left}, and MAX the same with {@code <}, as in
         * PyTorch's clamp: NaN on the left stays, and so does a zero's sign at a bound of zero.
         */
        public enum Operator {
            ADD,
            SUB,
            MUL,
            DIV,
            MIN,
            MAX
        }
    }

    /** {@code left compared with right ? then : otherwise}; a comparison with NaN is false. */
    record Select(Comparison comparison, Scalar left, Scalar right, Scalar then, Scalar otherwise) implements Scalar {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.select(this);
        }

        /** Comparisons. */
        public enum Comparison {
            LT,
            LE,
            GT,
            GE,
            EQ
        }
    }
}
