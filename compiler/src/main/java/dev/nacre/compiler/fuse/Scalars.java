package dev.nacre.compiler.fuse;

import dev.nacre.compiler.tensor.Scalar;
import java.util.List;

/** Questions about scalar expressions that decide what is fused, and the substitution that does it. */
final class Scalars {

    /** An epilogue runs on every register of a tile, so more operations than this are cheaper in a loop of their own. */
    private static final int CHEAP_OPERATIONS = 6;

    private Scalars() {}

    /** {@code body} with {@code Arg(i)} replaced by {@code replacements.get(i)}. */
    static Scalar substitute(Scalar body, List<? extends Scalar> replacements) {
        return body.match(new Scalar.Cases<>() {
            @Override
            public Scalar constant(Scalar.Constant constant) {
                return constant;
            }

            @Override
            public Scalar arg(Scalar.Arg arg) {
                return replacements.get(arg.index());
            }

            @Override
            public Scalar unary(Scalar.Unary unary) {
                return new Scalar.Unary(unary.function(), unary.operand().match(this));
            }

            @Override
            public Scalar binary(Scalar.Binary binary) {
                return new Scalar.Binary(
                        binary.operator(),
                        binary.left().match(this),
                        binary.right().match(this));
            }

            @Override
            public Scalar select(Scalar.Select select) {
                return new Scalar.Select(
                        select.comparison(),
                        select.left().match(this),
                        select.right().match(this),
                        select.then().match(this),
                        select.otherwise().match(this));
            }
        });
    }

    /** {@code body} with every occurrence of {@code part} replaced. */
    static Scalar replace(Scalar body, Scalar part, Scalar replacement) {
        if (body.equals(part)) {
            return replacement;
        }
        return body.match(new Scalar.Cases<>() {
            @Override
            public Scalar constant(Scalar.Constant constant) {
                return constant;
            }

            @Override
            public Scalar arg(Scalar.Arg arg) {
                return arg;
            }

            @Override
            public Scalar unary(Scalar.Unary unary) {
                return new Scalar.Unary(unary.function(), replace(unary.operand(), part, replacement));
            }

            @Override
            public Scalar binary(Scalar.Binary binary) {
                return new Scalar.Binary(
                        binary.operator(),
                        replace(binary.left(), part, replacement),
                        replace(binary.right(), part, replacement));
            }

            @Override
            public Scalar select(Scalar.Select select) {
                return new Scalar.Select(
                        select.comparison(),
                        replace(select.left(), part, replacement),
                        replace(select.right(), part, replacement),
                        replace(select.then(), part, replacement),
                        replace(select.otherwise(), part, replacement));
            }
        });
    }

    /** Whether {@code Arg(index)} occurs. */
    static boolean reads(Scalar body, int index) {
        Scalar.Arg arg = new Scalar.Arg(index);
        return !replace(body, arg, new Scalar.Constant(0)).equals(body);
    }

    /** Whether the expression is worth computing in the registers of a contraction's tile. */
    static boolean cheap(Scalar body) {
        return cost(body) <= CHEAP_OPERATIONS;
    }

    private static int cost(Scalar body) {
        return body.match(new Scalar.Cases<>() {
            @Override
            public Integer constant(Scalar.Constant constant) {
                return 0;
            }

            @Override
            public Integer arg(Scalar.Arg arg) {
                return 0;
            }

            @Override
            public Integer unary(Scalar.Unary unary) {
                return switch (unary.function()) {
                    case NEG, ABS -> 1 + unary.operand().match(this);
                    case EXP, EXPM1, LOG, TANH, SIGMOID, LOG_SIGMOID, ERF -> CHEAP_OPERATIONS + 1;
                };
            }

            @Override
            public Integer binary(Scalar.Binary binary) {
                int own = binary.operator() == Scalar.Binary.Operator.DIV ? CHEAP_OPERATIONS + 1 : 1;
                return own + binary.left().match(this) + binary.right().match(this);
            }

            @Override
            public Integer select(Scalar.Select select) {
                return 2
                        + select.left().match(this)
                        + select.right().match(this)
                        + select.then().match(this)
                        + select.otherwise().match(this);
            }
        });
    }
}
