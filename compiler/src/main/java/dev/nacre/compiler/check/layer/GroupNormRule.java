package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.GroupNorm;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.Optional;

/** {@code groupnorm(groups)} of channels and all behind them; PyTorch's {@code nn.GroupNorm}. */
final class GroupNormRule implements LayerRule {

    private static final String GROUPS = "groups";

    @Override
    public String name() {
        return "groupnorm";
    }

    @Override
    public List<Formal> formals() {
        return List.of(Formal.size(GROUPS, "its number of groups"), Affine.eps(LayerNormRule.EPS), Affine.affine());
    }

    @Override
    public boolean keepsShape() {
        return true;
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        if (site.input().rank() == 0) {
            site.tooFewDimensions(1);
            return Optional.empty();
        }
        int channels = site.input().size(0);
        int groups = site.arguments().integer(GROUPS);
        if (channels % groups != 0) {
            return site.wrong(
                    GROUPS,
                    "`groups` must divide the channels, but there are " + Wording.count(channels, "channel") + " for "
                            + Wording.count(groups, "group"),
                    Optional.empty());
        }
        boolean affine = site.arguments().flag(Affine.AFFINE);
        GroupNorm norm = new GroupNorm(groups, site.arguments().number(Affine.EPS), affine);
        return Optional.of(new LayerResult(norm, site.input(), Affine.weights(affine, channels), false));
    }
}
