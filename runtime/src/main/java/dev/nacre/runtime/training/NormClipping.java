package dev.nacre.runtime.training;

import dev.nacre.runtime.Layout;
import dev.nacre.runtime.ModelSpec;
import dev.nacre.runtime.ParameterSpec;
import dev.nacre.runtime.Parameters;
import java.util.stream.IntStream;

/**
 * Scales all gradients so that their common Euclidean norm is at most {@code limit}, as PyTorch's {@code
 * clip_grad_norm_}: by limit/(norm + 1e-6), if that is below 1. The norm is summed in {@code double} over elements in
 * PyTorch's order, so it does not depend on how they are stored.
 */
final class NormClipping {

    private final double limit;
    private final int[] places;

    NormClipping(ModelSpec spec, double limit) {
        this.limit = limit;
        this.places = spec.parameters().stream()
                .filter(ParameterSpec::trainable)
                .flatMapToInt(NormClipping::places)
                .toArray();
    }

    private static IntStream places(ParameterSpec parameter) {
        Layout layout = parameter.layout();
        return IntStream.range(0, layout.elements()).map(element -> parameter.offset() + layout.index(element));
    }

    void clip(Parameters gradients) {
        double factor = limit / (norm(gradients.values()) + 1e-6);
        if (factor < 1) {
            Gradients.scale(gradients, (float) factor);
        }
    }

    private double norm(float[] values) {
        // Two sums side by side hide some of the latency of an addition.
        double even = 0;
        double odd = 0;
        int pairs = places.length & -2;
        for (int i = 0; i < pairs; i += 2) {
            double first = values[places[i]];
            double second = values[places[i + 1]];
            even += first * first;
            odd += second * second;
        }
        if (pairs < places.length) {
            double last = values[places[pairs]];
            even += last * last;
        }
        return Math.sqrt(even + odd);
    }
}
