package dev.nacre.runtime;

/** The arithmetic of padded rows, checked: what does not fit an array is refused before anything is allocated. */
final class Padding {

    private Padding() {}

    /**
     * The floats of {@code rows} rows that are each padded to whole vectors.
     *
     * @throws IllegalArgumentException if a size is below 1 or the result too large for an array
     */
    static int size(int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException("A size must be at least 1: " + rows + " x " + columns);
        }
        long size = ((long) columns + Layout.LANES - 1) / Layout.LANES * Layout.LANES * rows;
        if (size > Integer.MAX_VALUE - Layout.LANES) {
            throw new IllegalArgumentException("Too large for an array: " + rows + " x " + columns);
        }
        return (int) size;
    }
}
