package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Scalar.Arg;
import dev.nacre.compiler.tensor.Scalar.Binary;
import dev.nacre.compiler.tensor.Scalar.Constant;
import dev.nacre.compiler.tensor.Scalar.Select;
import dev.nacre.compiler.tensor.Scalar.Unary;
import java.util.Optional;
import java.util.function.Function;

/** Replaces parts of an expression: where {@code rule} answers, its answer stands; elsewhere it goes on inside. */
public final class ScalarRewriting implements Scalar.Cases<Scalar> {

    private final Function<Scalar, Optional<Scalar>> rule;

    private ScalarRewriting(Function<Scalar, Optional<Scalar>> rule) {
        this.rule = rule;
    }

    /** {@code scalar} with its outermost parts for which {@code rule} has an answer replaced by the answers. */
    public static Scalar rewrite(Scalar scalar, Function<Scalar, Optional<Scalar>> rule) {
        return new ScalarRewriting(rule).rewrite(scalar);
    }

    private Scalar rewrite(Scalar scalar) {
        return rule.apply(scalar).orElseGet(() -> scalar.match(this));
    }

    @Override
    public Scalar constant(Constant constant) {
        return constant;
    }

    @Override
    public Scalar arg(Arg arg) {
        return arg;
    }

    @Override
    public Scalar unary(Unary unary) {
        return new Unary(unary.function(), rewrite(unary.operand()));
    }

    @Override
    public Scalar binary(Binary binary) {
        return new Binary(binary.operator(), rewrite(binary.left()), rewrite(binary.right()));
    }

    @Override
    public Scalar select(Select select) {
        return new Select(
                select.comparison(),
                rewrite(select.left()),
                rewrite(select.right()),
                rewrite(select.then()),
                rewrite(select.otherwise()));
    }
}
