package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.FinalState;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.model.Shape;
import java.util.List;
import java.util.Optional;

/** {@code last}: the state in which each direction of the recurrent layer before it ends, {@code h_n} of PyTorch's last layer. */
final class LastRule implements LayerRule {

    @Override
    public String name() {
        return "last";
    }

    @Override
    public List<Formal> formals() {
        return List.of();
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return Optional.empty();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        Optional<Recurrence> recurrence =
                site.current().maker().filter(Recurrence.class::isInstance).map(Recurrence.class::cast);
        if (recurrence.isEmpty()) {
            site.mismatch(
                    site.title() + " takes what a recurrent layer makes, but " + site.before() + " is none",
                    Optional.of("write it directly behind an `rnn`, `lstm` or `gru`"));
        }
        return recurrence.map(layer -> new LayerResult(
                new FinalState(layer.hidden(), layer.bidirectional()),
                Shape.of(site.input().last()),
                List.of(),
                true));
    }
}
