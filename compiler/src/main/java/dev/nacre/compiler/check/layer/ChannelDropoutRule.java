package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.ChannelDropout;
import java.util.List;
import java.util.Optional;

/** {@code dropout2d(p = 0.5)} of whole channels; PyTorch's {@code nn.Dropout2d}. */
final class ChannelDropoutRule implements LayerRule {

    @Override
    public String name() {
        return "dropout2d";
    }

    @Override
    public List<Formal> formals() {
        return List.of(Formal.positional(
                DropoutRule.P, "the probability of a zero", ArgumentType.PROBABILITY, new ConstantValue.Decimal(0.5)));
    }

    @Override
    public boolean keepsShape() {
        return true;
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        ChannelDropout dropout = new ChannelDropout(site.arguments().number(DropoutRule.P));
        return Channels.areBefore(site, 2) ? Optional.of(LayerResult.sameShape(dropout, site)) : Optional.empty();
    }
}
