package dev.nacre.compiler.check.layer;

import dev.nacre.compiler.check.argument.ArgumentType;
import dev.nacre.compiler.check.argument.Formal;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.Transpose;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** {@code transpose(a, b)}: two dimensions change places; PyTorch's {@code torch.transpose}, without the batch. */
final class TransposeRule implements LayerRule {

    private static final String FIRST = "dim0";
    private static final String SECOND = "dim1";

    @Override
    public String name() {
        return "transpose";
    }

    @Override
    public List<Formal> formals() {
        return List.of(
                Formal.required(FIRST, "its first dimension", ArgumentType.DIMENSION),
                Formal.required(SECOND, "its second dimension", ArgumentType.DIMENSION));
    }

    @Override
    public Optional<String> againstLength(LayerSite site) {
        return Optional.empty();
    }

    @Override
    public Optional<LayerResult> apply(LayerSite site) {
        Shape input = site.input();
        if (input.rank() == 0) {
            site.tooFewDimensions(1);
            return Optional.empty();
        }
        return site.axis(FIRST).flatMap(first -> site.axis(SECOND).map(second -> {
            List<Integer> axes =
                    new ArrayList<>(IntStream.range(0, input.rank()).boxed().toList());
            Collections.swap(axes, first, second);
            return new LayerResult(new Transpose(first, second), input.select(axes), List.of(), true);
        }));
    }
}
