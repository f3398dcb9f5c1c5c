package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.AdaptiveMean;
import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Pooling;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** {@code global_avgpool2d} and its kin: one value for each channel, [c, 1, 1] as from PyTorch's {@code nn.AdaptiveAvgPool2d(1)}. */
record GlobalPoolingRule(String name, int axes, Pooling.Kind kind) implements LayerRule {

    @Override
    public List<Formal> formals() {
        return List.of();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        if (!Channels.areBefore(site, axes)) {
            return Optional.empty();
        }
        List<Integer> output = new ArrayList<>(List.of(site.input().size(0)));
        output.addAll(Collections.nCopies(axes, 1));
        return Optional.of(new LayerResult(operation(site.input()), new Shape(output), List.of(), true));
    }

    private Operation operation(Shape input) {
        if (kind == Pooling.Kind.MEAN) {
            return new AdaptiveMean(Collections.nCopies(axes, 1));
        }
        List<WindowAxis> windows = input.sizes().subList(1, axes + 1).stream()
                .map(size -> new WindowAxis(size, 1, 1, 0, 0))
                .toList();
        return new Pooling(Pooling.Kind.MAX, windows, false);
    }
}
