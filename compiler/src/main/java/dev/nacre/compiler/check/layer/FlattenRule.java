package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Shape;
import java.util.List;
import java.util.Optional;

/** {@code flatten}: one dimension from all; PyTorch's {@code nn.Flatten}, which keeps the batch apart too. */
final class FlattenRule implements LayerRule {

    @Override
    public String name() {
        return "flatten";
    }

    @Override
    public List<Formal> formals() {
        return List.of();
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return Optional.of("makes one dimension of all, the size of which must be fixed");
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        Shape output = Shape.of(site.input().elements());
        return Optional.of(new LayerResult(new Operation.Flatten(), output, List.of(), true, true));
    }

    @Override
    public boolean takesIntegers() {
        return true;
    }
}
