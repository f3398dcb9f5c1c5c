package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Shape;
import java.util.List;
import java.util.Optional;

/** {@code prelu}: a leaky relu that learns its slope, one for all elements; PyTorch's {@code nn.PReLU()}. */
final class PreluRule implements LayerRule {

    private static final double INITIAL_SLOPE = 0.25;

    @Override
    public String name() {
        return "prelu";
    }

    @Override
    public List<Formal> formals() {
        return List.of();
    }

    @Override
    public boolean keepsShape() {
        return true;
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return Optional.empty();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        LayerResult.Weight slope =
                new LayerResult.Weight("weight", Shape.of(1), new Initialization.Constant(INITIAL_SLOPE));
        return Optional.of(new LayerResult(new Operation.Prelu(), site.input(), List.of(slope), false));
    }
}
