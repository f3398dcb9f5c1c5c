package dev.nacre.runtime;

/** See {@link Layout#paddedRows}. */
record RowLayout(int rows, int columns, int size) implements Layout {

    RowLayout(int rows, int columns) {
        this(rows, columns, Padding.size(rows, columns));
    }

    @Override
    public int elements() {
        return rows * columns;
    }

    @Override
    public int panel() {
        return size / rows;
    }

    @Override
    public int index(int element) {
        return element / columns * (size / rows) + element % columns;
    }
}
