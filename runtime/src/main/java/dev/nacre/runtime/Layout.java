package dev.nacre.runtime;

/**
 * Where the elements of a parameter live: from the row-major index that PyTorch knows to the place that kernels want.
 * Storage is padded with zeros to a multiple of {@link #LANES} floats, so that a kernel reads whole vectors.
 */
public sealed interface Layout permits VectorLayout, PanelLayout, RowLayout, WindowLayout, FoldLayout, HalvedLayout {

    /** The floats of the widest vector: what storage is aligned and padded to. */
    int LANES = 16;

    /** The number of elements. */
    int elements();

    /** The floats of storage, padding included: a multiple of {@link #LANES}. */
    int size();

    /** The floats of a panel, or of a padded row: storage is one such after the other. */
    int panel();

    /** The place of an element, relative to the start of the storage, for {@code 0 <= element < elements()}. */
    int index(int element);

    /**
     * Elements in their order, padding at the end: biases and other vectors.
     *
     * @throws IllegalArgumentException if {@code elements} is below 1 or too large for an array
     */
    static Layout vector(int elements) {
        return new VectorLayout(elements);
    }

    /**
     * Panels of 16 rows, each column by column: element {@code (row, column)} of a {@code [rows, columns]} matrix is at
     * {@code (row / 16) * columns * 16 + column * 16 + row % 16}. A product with a vector reads it front to back.
     *
     * @throws IllegalArgumentException if a size is below 1 or the product too large for an array
     */
    static Layout panels(int rows, int columns) {
        return new PanelLayout(rows, columns);
    }

    /**
     * Row after row, each padded to a multiple of 16 floats.
     *
     * @throws IllegalArgumentException if a size is below 1 or the product too large for an array
     */
    static Layout paddedRows(int rows, int columns) {
        return new RowLayout(rows, columns);
    }

    /**
     * A convolution's weight {@code [out, in, taps]}, {@code in} for each of its groups: panels of 16 outputs of a group, each
     * tap by tap and, within a tap, input by input. Element {@code (o, i, k)} of a single group is at {@code (o / 16) * taps *
     * in * 16 + (k * in + i) * 16 + o % 16}.
     *
     * @throws IllegalArgumentException if a size is below 1 or the product too large for an array
     */
    static Layout windowPanels(int groups, int out, int in, int taps) {
        return new WindowLayout(groups, out, in, taps);
    }

    /**
     * A transposed convolution's weight {@code [in, out, taps]}, {@code out} for each of its groups: panels of 16 outputs of a
     * group, with taps from the last to the first. Element {@code (i, o, k)} of a single group is at {@code (o / 16) * taps *
     * in * 16 + ((taps - 1 - k) * in + i) * 16 + o % 16}.
     *
     * @throws IllegalArgumentException if a size is below 1 or the product too large for an array
     */
    static Layout foldPanels(int groups, int in, int out, int taps) {
        return new FoldLayout(groups, in, out, taps);
    }

    /**
     * The same, for a weight that is kept in 16 bits if the model is loaded with {@link LoadOptions#weights}: it is large, and
     * whatever predicts with it can read it so.
     */
    static Layout halved(Layout layout) {
        return new HalvedLayout(layout);
    }
}
