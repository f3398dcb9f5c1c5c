package dev.nacre.runtime;

/** See {@link Layout#windowPanels}; of each group, the same panels. */
record WindowLayout(int groups, int out, int in, int taps, int size) implements Layout {

    /** @param in inputs of a group, as in the parameter's shape */
    WindowLayout(int groups, int out, int in, int taps) {
        this(
                groups,
                out,
                in,
                taps,
                Padding.size(Math.multiplyExact(groups, Math.multiplyExact(in, taps)), out / groups));
    }

    @Override
    public int elements() {
        return out * in * taps;
    }

    @Override
    public int panel() {
        return taps * in * LANES;
    }

    @Override
    public int index(int element) {
        int tap = element % taps;
        int input = element / taps % in;
        int output = element / taps / in % (out / groups);
        int group = element / taps / in / (out / groups);
        int panel = output / LANES * in * taps * LANES;
        return group * (size / groups) + panel + (tap * in + input) * LANES + output % LANES;
    }
}
