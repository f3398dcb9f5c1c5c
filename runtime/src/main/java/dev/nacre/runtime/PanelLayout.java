package dev.nacre.runtime;

/** See {@link Layout#panels}. */
record PanelLayout(int rows, int columns, int size) implements Layout {

    PanelLayout(int rows, int columns) {
        this(rows, columns, Padding.size(columns, rows));
    }

    @Override
    public int elements() {
        return rows * columns;
    }

    @Override
    public int panel() {
        return columns * LANES;
    }

    @Override
    public int index(int element) {
        int row = element / columns;
        int column = element % columns;
        return row / LANES * columns * LANES + column * LANES + row % LANES;
    }
}
