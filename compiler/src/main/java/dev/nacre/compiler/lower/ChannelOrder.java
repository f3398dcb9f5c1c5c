package dev.nacre.compiler.lower;

import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the channels of an image are: first for users, as in PyTorch, and last for what is computed of windows, because
 * neighbours in a window are then rows of channels, which vectors are good at.
 */
final class ChannelOrder {

    private ChannelOrder() {}

    /** [c, n…] as [n…, c]. */
    static Value last(ProgramBuilder builder, Value x) {
        List<Integer> axes =
                new ArrayList<>(IntStream.range(1, x.shape().rank()).boxed().toList());
        axes.add(0);
        return builder.transpose(x, axes);
    }

    /** [n…, c] as [c, n…]. */
    static Value first(ProgramBuilder builder, Value x) {
        int channels = x.shape().rank() - 1;
        List<Integer> axes = new ArrayList<>(List.of(channels));
        axes.addAll(IntStream.range(0, channels).boxed().toList());
        return builder.transpose(x, axes);
    }
}
