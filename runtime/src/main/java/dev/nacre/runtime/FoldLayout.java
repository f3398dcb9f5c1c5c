package dev.nacre.runtime;

/** See {@link Layout#foldPanels}; of each group, the same panels. */
record FoldLayout(int groups, int in, int out, int taps, int size) implements Layout {

    /** @param out outputs of a group, as in the parameter's shape */
    FoldLayout(int groups, int in, int out, int taps) {
        this(groups, in, out, taps, Padding.size(Math.multiplyExact(in, taps), out));
    }

    @Override
    public int elements() {
        return in * out * taps;
    }

    @Override
    public int panel() {
        return taps * (in / groups) * LANES;
    }

    @Override
    public int index(int element) {
        int inputs = in / groups;
        int tap = taps - 1 - element % taps;
        int output = element / taps % out;
        int input = element / taps / out % inputs;
        int group = element / taps / out / inputs;
        int panel = output / LANES * inputs * taps * LANES;
        return group * (size / groups) + panel + (tap * inputs + input) * LANES + output % LANES;
    }
}
