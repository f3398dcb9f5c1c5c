package dev.nacre.compiler.fuse;

import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.ScalarRewriting;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Questions about scalar expressions that decide what is fused, and the substitution that does it. */
final class Scalars {

    /** An epilogue runs on every register of a tile, so more operations than this are cheaper in a loop of their own. */
    private static final int CHEAP_OPERATIONS = 6;

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

    /** Whether the expression is worth computing in the registers of a contraction's tile. */
    static boolean cheap(Scalar body) {
        return cost(body) <= CHEAP_OPERATIONS;
    }

    /** Operations, those that occur twice counted twice. */
    static int size(Scalar body) {
        return 1 + body.parts().stream().mapToInt(Scalars::size).sum();
    }

    /** How often {@code Arg(index)} occurs. */
    static int occurrences(Scalar body, int index) {
        return body.equals(new Scalar.Arg(index))
                ? 1
                : body.parts().stream()
                        .mapToInt(part -> occurrences(part, index))
                        .sum();
    }

    /** The different transcendental parts of an expression: each is a dozen lines or two of generated code. */
    static Set<Scalar> functions(Scalar body) {
        Set<Scalar> functions = new HashSet<>();
        collectFunctions(body, functions);
        return functions;
    }

    private static void collectFunctions(Scalar body, Set<Scalar> functions) {
        if (body instanceof Scalar.Unary unary && cost(unary) > CHEAP_OPERATIONS) {
            functions.add(unary);
        }
        body.parts().forEach(part -> collectFunctions(part, functions));
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
                    case EXP, EXPM1, LOG, TANH, SIGMOID, LOG_SIGMOID, ERF, SQRT -> CHEAP_OPERATIONS + 1;
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
