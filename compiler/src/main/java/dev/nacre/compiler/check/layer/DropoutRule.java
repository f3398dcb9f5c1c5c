package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Operation;
import java.util.List;
import java.util.Optional;

/** {@code dropout(p = 0.5)}; PyTorch's {@code nn.Dropout}. */
final class DropoutRule implements LayerRule {

    static final String P = "p";

    @Override
    public String name() {
        return "dropout";
    }

    @Override
    public List<Formal> formals() {
        return List.of(Formal.positional(
                P, "the probability of a zero", ArgumentType.PROBABILITY, new ConstantValue.Decimal(0.5)));
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
        return Optional.of(
                LayerResult.sameShape(new Operation.Dropout(site.arguments().number(P)), site));
    }
}
