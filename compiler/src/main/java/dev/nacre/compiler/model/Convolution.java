package dev.nacre.compiler.model;

import java.util.List;

/**
 * Cross-correlation over one or two axes behind the channels, as in PyTorch's {@code Conv1d} and {@code Conv2d}. Input
 * [in, n…], parameters: weight [out, in/groups, k…], and bias [out] if {@code bias}. Output channels of group g see the input
 * channels of group g alone.
 */
public record Convolution(int in, int out, List<WindowAxis> axes, int groups, boolean bias) implements Operation {
    public Convolution {
        axes = List.copyOf(axes);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.convolution(this);
    }
}
