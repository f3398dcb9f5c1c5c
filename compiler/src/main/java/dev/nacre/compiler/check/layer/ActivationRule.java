package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Operation.Activation.Function;
import java.util.List;
import java.util.Optional;

/** An elementwise function with at most one number as its setting. */
record ActivationRule(String name, Function function, Optional<Formal> setting) implements LayerRule {

    static ActivationRule of(String name, Function function) {
        return new ActivationRule(name, function, Optional.empty());
    }

    static ActivationRule of(String name, Function function, Formal setting) {
        return new ActivationRule(name, function, Optional.of(setting));
    }

    @Override
    public List<Formal> formals() {
        return setting.stream().toList();
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
        double argument =
                setting.map(formal -> site.arguments().number(formal.name())).orElse(0.0);
        return Optional.of(LayerResult.sameShape(new Operation.Activation(function, argument), site));
    }
}
