package dev.nacre.compiler.tensor;

import java.util.List;

/** See {@link Scalar#parts}. */
final class ScalarParts implements Scalar.Cases<List<Scalar>> {

    private static final ScalarParts CASES = new ScalarParts();

    private ScalarParts() {}

    static List<Scalar> of(Scalar scalar) {
        return scalar.match(CASES);
    }

    @Override
    public List<Scalar> constant(Scalar.Constant constant) {
        return List.of();
    }

    @Override
    public List<Scalar> arg(Scalar.Arg arg) {
        return List.of();
    }

    @Override
    public List<Scalar> unary(Scalar.Unary unary) {
        return List.of(unary.operand());
    }

    @Override
    public List<Scalar> binary(Scalar.Binary binary) {
        return List.of(binary.left(), binary.right());
    }

    @Override
    public List<Scalar> select(Scalar.Select select) {
        return List.of(select.left(), select.right(), select.then(), select.otherwise());
    }
}
