package dev.nacre.runtime.training;

/** What a dataset has for one port: rows of values, or of indices. The array is not copied. */
final class Column {

    private final Object array;

    private Column(Object array) {
        this.array = array;
    }

    static Column of(float[] values) {
        return new Column(values);
    }

    static Column of(int[] indices) {
        return new Column(indices);
    }

    boolean isFloat() {
        return array instanceof float[];
    }

    /** The number of values or indices, of all samples together. */
    int length() {
        return array instanceof float[] values ? values.length : ((int[]) array).length;
    }

    /** Copies a sample's row to an array of the same type. */
    void copyRow(int sample, Object to, int row, int width) {
        System.arraycopy(array, sample * width, to, row * width, width);
    }

    /** The array of values. */
    float[] values() {
        return (float[]) array;
    }

    /** The array of indices. */
    int[] indices() {
        return (int[]) array;
    }

    String type() {
        return isFloat() ? "values (float[])" : "indices (int[])";
    }
}
