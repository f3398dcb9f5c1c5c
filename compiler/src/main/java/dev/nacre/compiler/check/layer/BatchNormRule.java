package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.BatchNorm;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code batchnorm1d} and {@code batchnorm2d}; PyTorch's {@code nn.BatchNorm1d} and {@code nn.BatchNorm2d}. */
record BatchNormRule(String name, int axes) implements LayerRule {

    private static final String CHANNELS = "channels";
    private static final String MOMENTUM = "momentum";
    private static final double EPS = 1e-5;

    @Override
    public List<Formal> formals() {
        return List.of(
                Formal.inputSize(CHANNELS, "its number of channels"),
                Affine.eps(EPS),
                Formal.setting(MOMENTUM, "its momentum", ArgumentType.PROBABILITY, new ConstantValue.Decimal(0.1)),
                Affine.affine());
    }

    @Override
    public boolean keepsShape() {
        return true;
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        boolean isVector = axes == 1 && site.input().rank() == 1;
        boolean fits = isVector || Channels.areBefore(site, axes, axes == 1 ? "[c] or [c, l]" : "[c, h, w]");
        return fits ? Optional.of(norm(site)) : Optional.empty();
    }

    private static LayerResult norm(LayerSite site) {
        int channels = site.stated(CHANNELS, site.input().size(0), "channel");
        BoundArguments arguments = site.arguments();
        boolean affine = arguments.flag(Affine.AFFINE);
        List<LayerResult.Weight> weights = new ArrayList<>(Affine.weights(affine, channels));
        weights.add(new LayerResult.Weight("running_mean", Shape.of(channels), new Initialization.Constant(0), false));
        weights.add(new LayerResult.Weight("running_var", Shape.of(channels), new Initialization.Constant(1), false));
        BatchNorm norm = new BatchNorm(arguments.number(Affine.EPS), arguments.number(MOMENTUM), affine);
        return new LayerResult(norm, site.input(), weights, false);
    }
}
