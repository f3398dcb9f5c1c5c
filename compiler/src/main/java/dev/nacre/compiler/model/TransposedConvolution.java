package dev.nacre.compiler.model;

import java.util.List;

/**
 * The transpose of a convolution, as in PyTorch's {@code ConvTranspose2d}: each input element is multiplied by the weight and
 * added where the windows {@code axes} of the output would have read it. Input [in, n…], parameters: weight
 * [in, out/groups, k…], and bias [out] if {@code bias}.
 *
 * @param axes of the convolution from the output to the input
 */
public record TransposedConvolution(int in, int out, List<WindowAxis> axes, int groups, boolean bias)
        implements Operation {
    public TransposedConvolution {
        axes = List.copyOf(axes);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.transposedConvolution(this);
    }
}
