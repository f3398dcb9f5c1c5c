package dev.nacre.runtime;

/** Transposes weights in the layout of {@link Layout#panels}; for generated code. */
public final class Panels {

    private static final int LANES = 16;

    private Panels() {}

    /**
     * Copies a weight [out, in], in panels over {@code out}, to panels over {@code in}: element (o, k) goes from
     * {@code o/16·16·in + k·16 + o%16} to {@code k/16·16·out + o·16 + k%16}. Padding of {@code to} is not written.
     */
    public static void transpose(float[] from, int fromOffset, float[] to, int toOffset, int out, int in) {
        for (int o = 0; o < out; o += LANES) {
            int height = Math.min(LANES, out - o);
            for (int k = 0; k < in; k += LANES) {
                int width = Math.min(LANES, in - k);
                square(from, fromOffset + o * in + k * LANES, to, toOffset + k * out + o * LANES, height, width);
            }
        }
    }

    private static void square(float[] from, int f, float[] to, int t, int height, int width) {
        for (int o = 0; o < height; o++) {
            for (int k = 0; k < width; k++) {
                to[t + o * LANES + k] = from[f + k * LANES + o];
            }
        }
    }
}
