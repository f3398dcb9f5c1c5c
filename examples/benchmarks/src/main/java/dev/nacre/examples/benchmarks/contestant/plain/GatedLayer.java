package dev.nacre.examples.benchmarks.contestant.plain;

import java.util.Iterator;

/** A layer of a {@link PlainWaveNet}, with a ring of the rows that it was given last, as many as its dilation. */
final class GatedLayer {

    private final int channels;
    private final SmallMatrix ofPast;
    private final SmallMatrix ofPresent;
    private final SmallMatrix ofGated;
    /** Those of the filters, then those of the gates. */
    private final float[] biases;

    private final float[] bias;
    private final float[][] ring;
    private int oldest;
    private final float[] sums;
    private final float[] gated;

    /** Takes the parameters that come next: weight and bias of the filters, the gates and what brings both back. */
    GatedLayer(Iterator<float[]> parameters, int dilation) {
        float[] filters = parameters.next();
        float[] ofFilters = parameters.next();
        float[] gates = parameters.next();
        float[] ofGates = parameters.next();
        channels = ofFilters.length;
        ofPast = new SmallMatrix(tap(0, filters, gates));
        ofPresent = new SmallMatrix(tap(1, filters, gates));
        biases = joined(ofFilters, ofGates);
        ofGated = new SmallMatrix(parameters.next());
        bias = parameters.next();
        ring = new float[dilation][channels];
        sums = new float[2 * channels];
        gated = new float[channels];
    }

    /** Both matrices of one of two taps, of weights in which these lie side by side. */
    private static float[] tap(int tap, float[] filters, float[] gates) {
        float[] both = joined(filters, gates);
        float[] result = new float[both.length / 2];
        for (int i = 0; i < result.length; i++) {
            result[i] = both[2 * i + tap];
        }
        return result;
    }

    private static float[] joined(float[] first, float[] second) {
        float[] both = new float[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Adds to the row what the layer makes of it. */
    void step(float[] row) {
        System.arraycopy(biases, 0, sums, 0, sums.length);
        ofPast.addProduct(ring[oldest], sums);
        ofPresent.addProduct(row, sums);
        System.arraycopy(row, 0, ring[oldest], 0, channels);
        oldest = oldest + 1 == ring.length ? 0 : oldest + 1;
        for (int j = 0; j < channels; j++) {
            gated[j] = tanh(sums[j]) * sigmoid(sums[channels + j]);
            row[j] += bias[j];
        }
        ofGated.addProduct(gated, row);
    }

    /** By the exponential function, in half of the time that {@link Math#tanh} takes. */
    private static float tanh(float x) {
        return (float) (1 - 2 / (1 + Math.exp(2 * x)));
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }
}
