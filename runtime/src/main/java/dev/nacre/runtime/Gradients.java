package dev.nacre.runtime;

import java.util.List;

/** Questions to all trainable gradients at once, answered by flat loops. */
final class Gradients {

    private Gradients() {}

    /** Whether none is infinite or NaN: adding 1 to the exponent of those, and only those, reaches the sign bit. */
    static boolean allFinite(Parameters gradients) {
        List<Range> ranges = gradients.trainable();
        int signs = 0;
        for (int r = 0; r < ranges.size(); r++) {
            signs |= signs(
                    gradients.values(), ranges.get(r).from(), ranges.get(r).to());
        }
        return signs >= 0;
    }

    private static int signs(float[] values, int from, int to) {
        int signs = 0;
        for (int i = from; i < to; i++) {
            signs |= (Float.floatToRawIntBits(values[i]) & 0x7fffffff) + 0x00800000;
        }
        return signs;
    }

    static void scale(Parameters gradients, float factor) {
        List<Range> ranges = gradients.trainable();
        for (int r = 0; r < ranges.size(); r++) {
            scale(gradients.values(), ranges.get(r).from(), ranges.get(r).to(), factor);
        }
    }

    private static void scale(float[] values, int from, int to, float factor) {
        for (int i = from; i < to; i++) {
            values[i] *= factor;
        }
    }
}
