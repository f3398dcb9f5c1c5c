package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.ConstantValue;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Embedding;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Shape;
import java.util.List;
import java.util.Optional;

/** {@code embedding(count, size, padding_idx = none)} of integers; PyTorch's {@code nn.Embedding}. */
final class EmbeddingRule implements LayerRule {

    private static final String COUNT = "count";
    private static final String SIZE = "size";
    private static final String PADDING_IDX = "padding_idx";

    @Override
    public String name() {
        return "embedding";
    }

    @Override
    public List<Formal> formals() {
        return List.of(
                Formal.size(COUNT, "its number of rows"),
                Formal.size(SIZE, "the size of a row"),
                Formal.setting(PADDING_IDX, "its row for padding", ArgumentType.ROW, new ConstantValue.None()));
    }

    @Override
    public boolean takesIntegers() {
        return true;
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return Optional.empty();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        if (site.current().elements() != ElementType.INT) {
            site.needsIntegers();
            return Optional.empty();
        }
        int count = site.arguments().integer(COUNT);
        Optional<Integer> written = site.arguments().integers(PADDING_IDX).map(row -> row.get(0));
        if (written.filter(row -> row < -count || row >= count).isPresent()) {
            return site.wrong(
                    PADDING_IDX,
                    "`padding_idx` must be from " + -count + " to " + (count - 1) + ", one of the rows, but is "
                            + written.get(),
                    Optional.empty());
        }
        return embedding(
                site, count, written.map(row -> Math.floorMod(row, count)).orElse(Embedding.NO_PADDING));
    }

    private static Optional<LayerResult> embedding(LayerSite site, int count, int padding) {
        int size = site.arguments().integer(SIZE);
        Shape output = site.input().and(size);
        List<Integer> table = List.of(count, size);
        if (!site.isWithinLimits(output, "the output") || !site.isWithinLimits(table, "the weight")) {
            return Optional.empty();
        }
        Initialization initialization = padding == Embedding.NO_PADDING
                ? new Initialization.Normal(0, 1)
                : new Initialization.PaddedNormal(0, 1, padding);
        return Optional.of(new LayerResult(
                new Embedding(count, size, padding),
                output,
                List.of(new LayerResult.Weight("weight", new Shape(table), initialization)),
                true));
    }
}
