package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Operation.Activation.Function;
import java.util.List;
import java.util.Optional;

/** {@code gelu(approximate = "none")}: the exact function, or its approximation by tanh. */
final class GeluRule implements LayerRule {

    private static final String APPROXIMATE = "approximate";

    @Override
    public String name() {
        return "gelu";
    }

    @Override
    public List<Formal> formals() {
        return List.of(Formal.setting(
                APPROXIMATE, "its approximation", ArgumentType.oneOf("none", "tanh"), new ConstantValue.Text("none")));
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
        boolean tanh = site.arguments().text(APPROXIMATE).filter("tanh"::equals).isPresent();
        Function function = tanh ? Function.GELU_TANH : Function.GELU;
        return Optional.of(LayerResult.sameShape(new Operation.Activation(function, 0), site));
    }
}
