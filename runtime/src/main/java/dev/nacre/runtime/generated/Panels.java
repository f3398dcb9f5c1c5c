package dev.nacre.runtime.generated;

import dev.nacre.runtime.Layout;

/** Transposes weights in the layouts of {@link Layout#panels}, {@link Layout#windowPanels} and {@link Layout#foldPanels}. */
final class Panels {

    private static final int LANES = 16;

    private Panels() {}

    /**
     * Copies the outputs from {@code first} to {@code end} of a weight [out, taps, in], in panels over {@code out}, to panels
     * over {@code in} with the taps from the last to the first: element (o, t, k) goes from {@code o/16·16·taps·in +
     * (t·in + k)·16 + o%16} to {@code k/16·16·taps·out + ((taps−1−t)·out + o)·16 + k%16}. Padding of {@code to} is not written.
     *
     * @param taps 1 for a matrix
     * @param first a multiple of 16
     */
    static void transpose(
            float[] from, int fromOffset, float[] to, int toOffset, int out, int in, int taps, int first, int end) {
        for (int o = first; o < end; o += LANES) {
            for (int tap = 0; tap < taps; tap++) {
                int f = fromOffset + o * taps * in + tap * in * LANES;
                int t = toOffset + ((taps - 1 - tap) * out + o) * LANES;
                strip(from, f, to, t, Math.min(LANES, end - o), in, taps * out);
            }
        }
    }

    /** Up to 16 outputs, their inputs in panels of {@code panel} rows. */
    private static void strip(float[] from, int fromOffset, float[] to, int toOffset, int height, int in, int panel) {
        for (int k = 0; k < in; k += LANES) {
            int width = Math.min(LANES, in - k);
            int f = fromOffset + k * LANES;
            int t = toOffset + k * panel;
            if (height == LANES && width == LANES) {
                square(from, f, to, t);
            } else {
                rectangle(from, f, to, t, height, width);
            }
        }
    }

    /** Written out, because a loop of 16 turns costs C2's code three times as much. */
    private static void square(float[] from, int fromOffset, float[] to, int toOffset) {
        for (int o = 0; o < LANES; o++) {
            int f = fromOffset + o;
            int t = toOffset + o * LANES;
            to[t] = from[f];
            to[t + 1] = from[f + LANES];
            to[t + 2] = from[f + 2 * LANES];
            to[t + 3] = from[f + 3 * LANES];
            to[t + 4] = from[f + 4 * LANES];
            to[t + 5] = from[f + 5 * LANES];
            to[t + 6] = from[f + 6 * LANES];
            to[t + 7] = from[f + 7 * LANES];
            to[t + 8] = from[f + 8 * LANES];
            to[t + 9] = from[f + 9 * LANES];
            to[t + 10] = from[f + 10 * LANES];
            to[t + 11] = from[f + 11 * LANES];
            to[t + 12] = from[f + 12 * LANES];
            to[t + 13] = from[f + 13 * LANES];
            to[t + 14] = from[f + 14 * LANES];
            to[t + 15] = from[f + 15 * LANES];
        }
    }

    private static void rectangle(float[] from, int f, float[] to, int t, int height, int width) {
        for (int o = 0; o < height; o++) {
            for (int k = 0; k < width; k++) {
                to[t + o * LANES + k] = from[f + k * LANES + o];
            }
        }
    }
}
