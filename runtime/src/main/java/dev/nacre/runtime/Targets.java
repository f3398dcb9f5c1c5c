package dev.nacre.runtime;

/** What the samples of a dataset should become: values or class indices. */
sealed interface Targets {

    int length();

    /** Rows of values, as wide as the model's output. */
    record Values(float... values) implements Targets {
        @Override
        public int length() {
            return values.length;
        }
    }

    /** One class index for each sample. */
    record Classes(int... indices) implements Targets {
        @Override
        public int length() {
            return indices.length;
        }
    }
}
