package dev.nacre.examples.benchmarks.network;

import java.util.List;

/**
 * A layer as the language has it, without the batch: what every library is told in its own words, by its
 * {@link Cases}, in the order of the network.
 */
public sealed interface Layer
        permits Activation,
                Attention,
                Chain,
                Convolution,
                Embedding,
                Flatten,
                LayerNorm,
                Linear,
                Lstm,
                MaxPool,
                Mean,
                Residual {

    /** The shape of what it makes of a sample of this shape. */
    Shape output(Shape input);

    /** The shapes of its parameters, in PyTorch's order. */
    default List<Shape> parameters(Shape input) {
        return List.of();
    }

    /** The multiplications of its matrix products for a sample of this shape, each with an addition. */
    default long products(Shape input) {
        return 0;
    }

    <R> R match(Cases<R> cases);

    /** One answer for each kind of layer. */
    interface Cases<R> {

        R activation(Activation layer);

        R attention(Attention layer);

        R chain(Chain layer);

        R convolution(Convolution layer);

        R embedding(Embedding layer);

        R flatten(Flatten layer);

        R layerNorm(LayerNorm layer);

        R linear(Linear layer);

        R lstm(Lstm layer);

        R maxPool(MaxPool layer);

        R mean(Mean layer);

        R residual(Residual layer);
    }
}
