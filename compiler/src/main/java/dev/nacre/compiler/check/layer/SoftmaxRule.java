package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Operation;
import java.util.List;
import java.util.Optional;

/** {@code softmax(dim = -1)} and {@code log_softmax(dim = -1)}; {@code dim} does not count the batch. */
record SoftmaxRule(String name, boolean log) implements LayerRule {

    private static final String DIM = "dim";

    @Override
    public List<Formal> formals() {
        return List.of(Formal.setting(DIM, "its dimension", ArgumentType.DIMENSION, new ConstantValue.Int(-1)));
    }

    @Override
    public boolean keepsShape() {
        return true;
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        int rank = site.input().rank();
        int dim = site.arguments().integer(DIM);
        boolean isLength =
                -rank <= dim && dim < rank && site.input().length(dim).isPresent();
        return isLength ? Optional.of("takes a fixed size along `dim`") : Optional.empty();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        if (site.input().rank() == 0) {
            site.tooFewDimensions(1);
            return Optional.empty();
        }
        return site.axis(DIM).map(axis -> LayerResult.sameShape(new Operation.Softmax(axis, log), site));
    }
}
