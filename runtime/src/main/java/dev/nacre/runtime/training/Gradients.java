package dev.nacre.runtime.training;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Range;
import java.util.List;

/** What is asked of, or done to, all trainable gradients at once, in flat loops over the storage. */
final class Gradients {

    private Gradients() {}

    /** Whether none is infinite or NaN: such a value times zero is NaN, all others are 0. */
    static boolean allFinite(Parameters gradients) {
        List<Range> ranges = gradients.trainable();
        float sum = 0;
        for (int r = 0; r < ranges.size(); r++) {
            for (int i = ranges.get(r).from(); i < ranges.get(r).to(); i++) {
                sum += gradients.values()[i] * 0f;
            }
        }
        return sum == 0;
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
