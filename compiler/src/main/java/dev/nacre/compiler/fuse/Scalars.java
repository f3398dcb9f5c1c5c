package dev.nacre.compiler.fuse;

import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.ScalarRewriting;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Questions about scalar expressions that decide what is fused, and the substitution that does it. */
final class Scalars {

    /** An epilogue runs on every register of a tile, so more operations than this are cheaper in a loop of their own. */
    private static final int CHEAP_OPERATIONS = 6;

    private static final int POLYNOMIAL_PARTS = 12;

    private Scalars() {}

    /** {@code body} with {@code Arg(i)} replaced by {@code replacements.get(i)}. */
    static Scalar substitute(Scalar body, List<? extends Scalar> replacements) {
        return ScalarRewriting.rewrite(
                body,
                part -> part instanceof Scalar.Arg arg ? Optional.of(replacements.get(arg.index())) : Optional.empty());
    }

    /** {@code body} with every occurrence of {@code part} replaced. */
    static Scalar replace(Scalar body, Scalar part, Scalar replacement) {
        return ScalarRewriting.rewrite(
                body, candidate -> candidate.equals(part) ? Optional.of(replacement) : Optional.empty());
    }

    /** Whether {@code Arg(index)} occurs. */
    static boolean reads(Scalar body, int index) {
        return body.arguments().contains(index);
    }

    /** The number of parts, each counted as often as it occurs; a function written out as a polynomial counts as several. */
    static int size(Scalar body) {
        return count(body, part -> true) + (POLYNOMIAL_PARTS - 1) * count(body, Scalars::isPolynomial);
    }

    private static boolean isPolynomial(Scalar part) {
        return part instanceof Scalar.Unary unary
                && unary.function() != Scalar.Unary.Function.NEG
                && unary.function() != Scalar.Unary.Function.ABS;
    }

    /** How often {@code Arg(index)} occurs. */
    static int occurrences(Scalar body, int index) {
        return count(body, part -> part.equals(new Scalar.Arg(index)));
    }

    private static int count(Scalar body, Predicate<Scalar> counts) {
        int[] count = new int[1];
        ScalarRewriting.rewrite(body, part -> {
            count[0] += counts.test(part) ? 1 : 0;
            return Optional.empty();
        });
        return count[0];
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
