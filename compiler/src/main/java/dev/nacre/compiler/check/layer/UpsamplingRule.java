package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Length;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.Upsampling;
import dev.nacre.compiler.source.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code upsample(factor, mode = "nearest")} of images and sequences; PyTorch's {@code nn.Upsample(scale_factor)}. */
final class UpsamplingRule implements LayerRule {

    private static final String FACTOR = "factor";
    private static final String MODE = "mode";
    private static final String NEAREST = "nearest";
    private static final int SEQUENCE = 2;
    private static final int IMAGE = 3;

    @Override
    public String name() {
        return "upsample";
    }

    @Override
    public List<Formal> formals() {
        return List.of(
                Formal.required(FACTOR, "its factor", ArgumentType.SIZES),
                Formal.setting(
                        MODE,
                        "how it fills in",
                        ArgumentType.oneOf(NEAREST, "linear", "bilinear"),
                        new ConstantValue.Text(NEAREST)));
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        boolean linear = !site.arguments().text(MODE).orElseThrow().equals(NEAREST);
        return linear
                ? Optional.of("interpolates along fixed sizes")
                : WindowArguments.againstLength(site, site.input().rank() - 1);
    }

    @Override
    public boolean goesAlongLast() {
        return true;
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        int rank = site.input().rank();
        if (rank != SEQUENCE && !site.hasAxes("[c, h, w] or [c, l]", IMAGE, Optional.empty())) {
            return Optional.empty();
        }
        String mode = site.arguments().text(MODE).orElseThrow();
        String linear = rank == IMAGE ? "bilinear" : "linear";
        if (!mode.equals(NEAREST) && !mode.equals(linear)) {
            return site.wrong(
                    MODE,
                    "`mode = \"" + mode + "\"` is not for an input of " + Wording.count(rank, "dimension"),
                    Optional.of("write `mode = \"" + linear + "\"`"));
        }
        return site.perAxis(FACTOR, rank - 1).flatMap(factors -> layer(site, factors, !mode.equals(NEAREST)));
    }

    private static Optional<LayerResult> layer(LayerSite site, List<Integer> factors, boolean linear) {
        List<Long> output = new ArrayList<>(List.of((long) site.input().size(0)));
        for (int axis = 0; axis < factors.size(); axis++) {
            output.add((long) site.input().size(axis + 1) * factors.get(axis));
        }
        if (!site.isWithinLimits(output, "the output")) {
            return Optional.empty();
        }
        Map<Integer, Length> lengths = new HashMap<>();
        site.input().length(1).ifPresent(length -> lengths.put(1, length.times(factors.get(0))));
        Shape shape = new Shape(output.stream().map(Math::toIntExact).toList(), lengths);
        return Optional.of(new LayerResult(new Upsampling(factors, linear), shape, List.of(), true));
    }
}
