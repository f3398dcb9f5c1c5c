package dev.nacre.runtime.training;

import java.util.Map;
import java.util.stream.IntStream;

/** The inputs or the targets of a dataset by the names of their ports. */
record Columns(Map<String, Column> byName, int stored) {

    /**
     * The values of a sample, as a new array.
     *
     * @param what these columns are called
     * @throws IllegalStateException if there is not exactly one column, of values
     */
    float[] values(String what, int place) {
        if (byName.size() != 1 || !only().isFloat()) {
            throw new IllegalStateException("The " + what + " of this dataset are not one array of values");
        }
        int width = only().length() / stored;
        float[] row = new float[only().size(place, width)];
        only().copy(place, width, row, 0);
        return row;
    }

    /**
     * The classes of a sample, as a new array.
     *
     * @throws IllegalStateException if there is not exactly one column, of classes
     */
    int[] classes(int place) {
        requireClasses();
        int width = only().length() / stored;
        int[] row = new int[only().size(place, width)];
        only().copy(place, width, row, 0);
        return row;
    }

    /**
     * The class of a sample.
     *
     * @throws IllegalStateException if there is not exactly one column, of one class for the sample
     */
    int classIndex(int place) {
        requireClasses();
        int width = only().length() / stored;
        if (only().size(place, width) != 1) {
            throw several();
        }
        return only().indices()[only().start(place, width)];
    }

    /**
     * The class of each stored sample.
     *
     * @throws IllegalStateException if there is not exactly one column, of one class for each sample
     */
    int[] single() {
        requireClasses();
        int width = only().length() / stored;
        if (!IntStream.range(0, stored).allMatch(place -> only().size(place, width) == 1)) {
            throw several();
        }
        return only().indices();
    }

    private IllegalStateException several() {
        return new IllegalStateException("The samples of this dataset have "
                + (only().isPacked() ? "several" : only().length() / stored)
                + " classes each, not one; there are classIndices, and split, which does not look at classes");
    }

    private void requireClasses() {
        if (!areClasses()) {
            throw new IllegalStateException("The targets of this dataset are values, not classes");
        }
    }

    boolean areClasses() {
        return byName.size() == 1 && !only().isFloat();
    }

    private Column only() {
        return byName.values().iterator().next();
    }
}
