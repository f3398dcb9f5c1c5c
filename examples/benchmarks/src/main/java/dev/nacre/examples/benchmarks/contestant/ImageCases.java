package dev.nacre.examples.benchmarks.contestant;

import dev.nacre.examples.benchmarks.network.Attention;
import dev.nacre.examples.benchmarks.network.Embedding;
import dev.nacre.examples.benchmarks.network.Layer;
import dev.nacre.examples.benchmarks.network.LayerNorm;
import dev.nacre.examples.benchmarks.network.Lstm;
import dev.nacre.examples.benchmarks.network.Mean;
import dev.nacre.examples.benchmarks.network.Residual;

/** For a library that takes part only where vectors and images go straight through a network. */
public interface ImageCases<R> extends Layer.Cases<R> {

    private static UnsupportedOperationException unknown(Layer layer) {
        return new UnsupportedOperationException("this library was not taught " + layer);
    }

    @Override
    default R attention(Attention layer) {
        throw unknown(layer);
    }

    @Override
    default R embedding(Embedding layer) {
        throw unknown(layer);
    }

    @Override
    default R layerNorm(LayerNorm layer) {
        throw unknown(layer);
    }

    @Override
    default R lstm(Lstm layer) {
        throw unknown(layer);
    }

    @Override
    default R mean(Mean layer) {
        throw unknown(layer);
    }

    @Override
    default R residual(Residual layer) {
        throw unknown(layer);
    }
}
