package dev.nacre.runtime.training;

import dev.nacre.runtime.Port;
import dev.nacre.runtime.training.loss.ValueLoss;

/** Looks for values of samples that nothing can be learnt from, and says where they are. */
final class Values {

    private Values() {}

    /**
     * Checks inputs.
     *
     * @param at where in {@code values} the first sample's row is
     * @param first the first sample's number
     * @throws IllegalArgumentException if a value is infinite or NaN
     */
    static void checkInputs(String model, Port port, float[] values, int at, int n, int first) {
        int end = at + n * port.width();
        if (!allFinite(values, at, end)) {
            int i = firstOutside(values, at, end, -Float.MAX_VALUE, Float.MAX_VALUE);
            throw refusal(model + ": expected finite values for " + port, values[i], i - at, port.width(), first);
        }
    }

    /**
     * Checks indices.
     *
     * @param at where in {@code indices} the first sample's row is
     * @param first the first sample's number
     * @throws IllegalArgumentException if one is not that of a row
     */
    static void checkIndices(String model, Port port, int[] indices, int at, int n, int first) {
        for (int i = at; i < at + n * port.width(); i++) {
            if (indices[i] < 0 || indices[i] >= port.rows()) {
                throw refusal(
                        model + ": expected indices from 0 to " + (port.rows() - 1) + " for " + port,
                        indices[i],
                        i - at,
                        port.width(),
                        first);
            }
        }
    }

    /**
     * Checks targets of a loss.
     *
     * @param at where in {@code values} the first sample's row is
     * @param first the first sample's number
     * @throws IllegalArgumentException if a value is not one of those that the loss is defined for
     */
    static void checkTargets(String model, Port port, ValueLoss loss, float[] values, int at, int n, int first) {
        int end = at + n * port.width();
        float least = loss.leastTarget();
        float greatest = loss.greatestTarget();
        int i = firstOutside(values, at, end, least, greatest);
        if (i < end) {
            String expected = least == -Float.MAX_VALUE && greatest == Float.MAX_VALUE
                    ? "finite targets"
                    : greatest == Float.MAX_VALUE
                            ? "finite targets of at least " + least
                            : "targets from " + least + " to " + greatest;
            throw refusal(
                    model + ": expected " + expected + " for the loss " + loss + " of " + port,
                    values[i],
                    i - at,
                    port.width(),
                    first);
        }
    }

    private static int firstOutside(float[] values, int from, int to, float least, float greatest) {
        int i = from;
        // NaN is on neither side of anything.
        while (i < to && values[i] >= least && values[i] <= greatest) {
            i++;
        }
        return i;
    }

    /** An infinite value or NaN times zero is NaN, all others are 0. Several sums, so that none waits for its last addition. */
    private static boolean allFinite(float[] values, int from, int to) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = from;
        for (; i < to - 3; i += 4) {
            a += values[i] * 0f;
            b += values[i + 1] * 0f;
            c += values[i + 2] * 0f;
            d += values[i + 3] * 0f;
        }
        for (; i < to; i++) {
            a += values[i] * 0f;
        }
        return a + b + c + d == 0;
    }

    private static IllegalArgumentException refusal(String expected, Number value, int place, int width, int first) {
        return new IllegalArgumentException(
                expected + ", got " + value + " in " + new Places(width).name(place, first));
    }
}
