package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Reshape;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.Wording;
import java.util.List;
import java.util.Optional;

/** {@code reshape([…])}: the same elements in their order; one size may be -1, as in PyTorch. */
final class ReshapeRule implements LayerRule {

    private static final String SHAPE = "shape";

    @Override
    public String name() {
        return "reshape";
    }

    @Override
    public List<Formal> formals() {
        return List.of(Formal.required(SHAPE, "its shape", ArgumentType.SHAPE));
    }

    @Override
    public boolean takesIntegers() {
        return true;
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return Optional.of("takes a fixed number of elements");
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        List<Integer> written = site.arguments().integers(SHAPE).orElseThrow();
        List<Integer> known = written.stream().filter(size -> size > 0).toList();
        if (!site.isWithinLimits(known, "the output") || !site.isWithinLimits(ones(written), "the output")) {
            return Optional.empty();
        }
        int elements = site.input().elements();
        int given = new Shape(known).elements();
        boolean inferred = known.size() < written.size();
        if (inferred ? elements % given != 0 : elements != given) {
            site.mismatch(
                    site.title() + " makes " + (inferred ? "a multiple of " : "") + Wording.count(given, "element")
                            + ", but receives " + elements,
                    Optional.empty());
            return Optional.empty();
        }
        Shape output = new Shape(written.stream()
                .map(size -> size > 0 ? size : Integer.valueOf(elements / given))
                .toList());
        return Optional.of(new LayerResult(new Reshape(output), output, List.of(), true, true));
    }

    /** As many sizes, for their number alone. */
    private static List<Integer> ones(List<Integer> sizes) {
        return sizes.stream().map(size -> 1).toList();
    }
}
