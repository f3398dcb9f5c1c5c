package dev.nacre.compiler.tensor;

/**
 * A scalar expression, the body of a {@link Primitive.Map}. Structurally equal expressions are the same computation.
 */
public sealed interface Scalar {

    /** Dispatches on the kind. */
    <R> R match(Cases<R> cases);

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
            ERF
        }
    }

    /** A function of two numbers. */
    record Binary(Operator operator, Scalar left, Scalar right) implements Scalar {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.binary(this);
        }

        /** The functions of two numbers; MIN and MAX are Java's: NaN wins, −0 is below +0. */
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
