package dev.nacre.runtime;

/**
 * See {@link Layout#halved}. Packed, the groups of 16 elements of a panel, or of a padded row, are in pairs: the first of a pair in
 * the lower halves of 16 ints, the second in the upper ones, which are zero behind the last of an odd number of groups.
 */
record HalvedLayout(Layout whole) implements Layout {

    @Override
    public int elements() {
        return whole.elements();
    }

    @Override
    public int size() {
        return whole.size();
    }

    @Override
    public int panel() {
        return whole.panel();
    }

    @Override
    public int index(int element) {
        return whole.index(element);
    }

    /** The ints of all elements, packed. */
    int packed() {
        return size() / panel() * packedPanel();
    }

    private int packedPanel() {
        return (panel() / LANES + 1) / 2 * LANES;
    }

    /** The int that an element shares, packed, from its place as a float. */
    int pair(int place) {
        return place / panel() * packedPanel() + group(place) / 2 * LANES + place % LANES;
    }

    /** Whether an element is in the upper half of its int. */
    boolean isUpper(int place) {
        return group(place) % 2 != 0;
    }

    private int group(int place) {
        return place % panel() / LANES;
    }
}
