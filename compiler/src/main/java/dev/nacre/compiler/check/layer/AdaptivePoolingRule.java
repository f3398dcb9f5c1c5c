package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.AdaptiveMean;
import dev.nacre.compiler.model.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code adaptive_avgpool1d(size)} and {@code adaptive_avgpool2d}; PyTorch's {@code nn.AdaptiveAvgPool1d} and {@code 2d}. */
record AdaptivePoolingRule(String name, int axes) implements LayerRule {

    private static final String SIZE = "size";

    @Override
    public List<Formal> formals() {
        return List.of(Formal.required(SIZE, "the size of its output", ArgumentType.SIZES));
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        return Channels.areBefore(site, axes)
                ? site.perAxis(SIZE, axes).flatMap(sizes -> pool(site, sizes))
                : Optional.empty();
    }

    private static Optional<LayerResult> pool(LayerSite site, List<Integer> sizes) {
        List<Integer> output = new ArrayList<>(List.of(site.input().size(0)));
        output.addAll(sizes);
        return site.isWithinLimits(output, "the output")
                ? Optional.of(new LayerResult(new AdaptiveMean(sizes), new Shape(output), List.of(), true))
                : Optional.empty();
    }
}
