package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Reduction;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.source.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code mean}, {@code sum} and {@code max} over {@code dim}, one dimension or several, which vanish. */
record ReductionRule(String name, Reduction.Kind kind) implements LayerRule {

    private static final String DIM = "dim";

    @Override
    public List<Formal> formals() {
        return List.of(Formal.optional(DIM, "the dimensions that vanish", ArgumentType.DIMENSIONS));
    }

    @Override
    public Optional<String> tellingArgument() {
        return Optional.of(DIM);
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return Optional.empty();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        if (site.input().rank() == 0) {
            site.tooFewDimensions(1);
            return Optional.empty();
        }
        Optional<List<Integer>> dims = site.arguments().integers(DIM);
        if (dims.isEmpty() && site.item().arguments().isEmpty()) {
            site.report(
                    DiagnosticCode.NN212,
                    site.title() + " needs `dim`, the dimensions that vanish",
                    Optional.of("write `" + name + "(dim = -1)` for the last one"));
        }
        return dims.flatMap(given -> axes(site, given)).flatMap(axes -> reduction(site, axes));
    }

    private static Optional<List<Integer>> axes(LayerSite site, List<Integer> dims) {
        List<Integer> axes = new ArrayList<>();
        for (int dim : dims) {
            Optional<Integer> axis = site.axis(DIM, dim);
            if (axis.isEmpty()) {
                return Optional.empty();
            } else if (axes.contains(axis.get())) {
                return site.wrong(DIM, "`dim` names the dimension " + axis.get() + " twice", Optional.empty());
            }
            axes.add(axis.get());
        }
        return axes.isEmpty()
                ? site.wrong(DIM, "`dim` names no dimension", Optional.empty())
                : Optional.of(axes.stream().sorted().toList());
    }

    private Optional<LayerResult> reduction(LayerSite site, List<Integer> axes) {
        Shape input = site.input();
        List<Integer> kept = IntStream.range(0, input.rank())
                .filter(axis -> !axes.contains(axis))
                .boxed()
                .toList();
        Shape output = input.select(kept);
        if (output.rank() == 1 && output.hasLength()) {
            site.endsWithLength(output);
            return Optional.empty();
        }
        return Optional.of(new LayerResult(new Reduction(kind, axes), output, List.of(), true));
    }
}
