package dev.nacre.runtime;

import java.util.List;

/** Questions to all trainable gradients at once, answered by flat loops. */
final class Gradients {

    private Gradients() {}

    /** Whether none is infinite or NaN. */
    static boolean allFinite(Parameters gradients) {
        List<Range> ranges = gradients.trainable();
        float sum = 0;
        for (int r = 0; r < ranges.size(); r++) {
            sum += vanished(
                    gradients.values(), ranges.get(r).from(), ranges.get(r).to());
        }
        return sum == 0;
    }

    /** The sum of all times zero, which is 0, or NaN if any is infinite or NaN; in eight chains, which wait for nothing. */
    static float vanished(float[] values, int from, int to) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int i = from;
        for (; i + 7 < to; i += 8) {
            a += values[i] * 0f;
            b += values[i + 1] * 0f;
            c += values[i + 2] * 0f;
            d += values[i + 3] * 0f;
            e += values[i + 4] * 0f;
            f += values[i + 5] * 0f;
            g += values[i + 6] * 0f;
            h += values[i + 7] * 0f;
        }
        for (; i < to; i++) {
            a += values[i] * 0f;
        }
        return a + b + c + d + (e + f + g + h);
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
