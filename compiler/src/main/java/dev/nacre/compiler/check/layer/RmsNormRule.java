package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.BoundArguments;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.RmsNorm;
import dev.nacre.compiler.model.Shape;
import java.util.List;
import java.util.Optional;

/** {@code rmsnorm} of the last dimension; PyTorch's {@code nn.RMSNorm}, with the eps that it takes for 32 bits. */
final class RmsNormRule implements LayerRule {

    private static final double EPS = 0x1p-23;

    @Override
    public String name() {
        return "rmsnorm";
    }

    @Override
    public List<Formal> formals() {
        return List.of(
                Formal.inputSize(LayerNormRule.SIZE, "the size of the last dimension"),
                Affine.eps(EPS),
                Affine.affine());
    }

    @Override
    public Optional<Shape> statedInput(BoundArguments arguments) {
        return arguments.optionalInteger(LayerNormRule.SIZE).map(Shape::of);
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
        int size = site.stated(LayerNormRule.SIZE, site.input().last(), "input");
        boolean affine = site.arguments().flag(Affine.AFFINE);
        RmsNorm norm = new RmsNorm(site.arguments().number(Affine.EPS), affine);
        return Optional.of(
                new LayerResult(norm, site.input(), affine ? List.of(Affine.weight(size)) : List.of(), false));
    }
}
