package dev.nacre.runtime;

/** See {@link Layout#vector}. */
record VectorLayout(int elements, int size) implements Layout {

    VectorLayout(int elements) {
        this(elements, Padding.size(1, elements));
    }

    @Override
    public int panel() {
        return size;
    }

    @Override
    public int index(int element) {
        return element;
    }
}
