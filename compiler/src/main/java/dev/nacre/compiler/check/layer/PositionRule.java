package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Initialization;
import dev.nacre.compiler.model.Network.ElementType;
import dev.nacre.compiler.model.Position;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.Optional;

/** {@code position(length, size)}: a learned row for each place of the first dimension, whatever stands there. */
final class PositionRule implements LayerRule {

    private static final String LENGTH = "length";
    private static final String SIZE = "size";

    @Override
    public String name() {
        return "position";
    }

    @Override
    public List<Formal> formals() {
        return List.of(Formal.size(LENGTH, "its number of rows"), Formal.size(SIZE, "the size of a row"));
    }

    @Override
    public boolean takesIntegers() {
        return true;
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return site.current().elements() == ElementType.INT ? Optional.empty() : site.againstLengthOfRows();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        if (site.input().rank() == 0) {
            site.tooFewDimensions(1);
            return Optional.empty();
        }
        int length = site.arguments().integer(LENGTH);
        int actual = site.input().size(0);
        if (length < actual) {
            site.mismatch(
                    site.title() + " has rows for " + Wording.count(length, "place") + ", but receives "
                            + (site.input().length(0).isPresent() ? "up to " : "") + actual,
                    Optional.of("write `position(" + actual + ", "
                            + site.arguments().integer(SIZE) + ")`"));
            return Optional.empty();
        }
        List<Integer> table = List.of(length, site.arguments().integer(SIZE));
        Shape output = site.input().select(List.of(0)).and(table.get(1));
        if (!site.isWithinLimits(table, "the weight") || !site.isWithinLimits(output, "the output")) {
            return Optional.empty();
        }
        Shape shape = new Shape(table);
        return Optional.of(new LayerResult(
                new Position(length, shape.last()),
                output,
                List.of(new LayerResult.Weight("weight", shape, new Initialization.Normal(0, 1))),
                true));
    }
}
