package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.LayerNorm;
import dev.nacre.compiler.model.Shape;
import java.util.List;
import java.util.Optional;

/** {@code layernorm} of the last dimension; PyTorch's {@code nn.LayerNorm}. */
final class LayerNormRule implements LayerRule {

    static final String SIZE = "size";
    static final double EPS = 1e-5;

    @Override
    public String name() {
        return "layernorm";
    }

    @Override
    public List<Formal> formals() {
        return List.of(Formal.inputSize(SIZE, "the size of the last dimension"), Affine.eps(EPS), Affine.affine());
    }

    @Override
    public Optional<Shape> statedInput(BoundArguments arguments) {
        return arguments.optionalInteger(SIZE).map(Shape::of);
    }

    @Override
    public boolean keepsShape() {
        return true;
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return site.againstLengthOfRows();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        if (site.input().rank() == 0) {
            site.tooFewDimensions(1);
            return Optional.empty();
        }
        int size = site.stated(SIZE, site.input().last(), "input");
        boolean affine = site.arguments().flag(Affine.AFFINE);
        LayerNorm norm = new LayerNorm(site.arguments().number(Affine.EPS), affine);
        return Optional.of(new LayerResult(norm, site.input(), Affine.weights(affine, size), false));
    }
}
