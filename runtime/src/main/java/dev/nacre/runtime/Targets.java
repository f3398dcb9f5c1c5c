package dev.nacre.runtime;

/** What the samples of a dataset should become: values or class indices. */
sealed interface Targets {

    /** The number of values or indices, of all samples together. */
    int length();

    /** Rows of values, as wide as the model's output. */
    final class Values implements Targets {

        private final float[] values;

        Values(float[] values) {
            this.values = values;
        }

        @Override
        public int length() {
            return values.length;
        }

        void copyRow(int sample, float[] to, int row, int width) {
            System.arraycopy(values, sample * width, to, row * width, width);
        }
    }

    /** One class index for each sample. */
    final class Classes implements Targets {

        private final int[] indices;

        Classes(int[] indices) {
            this.indices = indices;
        }

        @Override
        public int length() {
            return indices.length;
        }

        int index(int sample) {
            return indices[sample];
        }
    }
}
