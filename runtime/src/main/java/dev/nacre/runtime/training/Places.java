package dev.nacre.runtime.training;

import dev.nacre.runtime.generated.Arguments;
import dev.nacre.runtime.generated.PackedSamples;

/**
 * How many places each sample has in an array that holds samples one after the other: positions that a loss judges, or
 * elements. It alone knows which sample a place belongs to.
 */
sealed interface Places {

    /** The places of {@code n} samples together. */
    int count(int n);

    /**
     * Names a place for a message.
     *
     * @param place counts from the first place of the first sample
     * @param first the first sample's number
     */
    String name(int place, int first);

    /**
     * Checks that an array has places for {@code n} samples.
     *
     * @param what the array is called
     * @throws IllegalArgumentException if not
     */
    void require(String model, String what, Object array, int n);

    /** As many places for one sample as for another. */
    record Even(int perSample) implements Places {

        @Override
        public int count(int n) {
            return Math.multiplyExact(n, perSample);
        }

        @Override
        public String name(int place, int first) {
            return Places.name(first + place / perSample, place % perSample, perSample);
        }

        @Override
        public void require(String model, String what, Object array, int n) {
            if (array instanceof float[] values) {
                Arguments.batch(model, what, values, perSample, n);
            } else {
                Arguments.batch(model, what, (int[]) array, perSample, n);
            }
        }
    }

    /**
     * As many places as the samples of a batch have rows, or a multiple of that.
     *
     * @param length which of the model's lengths counts the rows
     */
    record Packed(PackedSamples batch, int length, int perRow) implements Places {

        @Override
        public int count(int n) {
            return Math.multiplyExact(batch.start(length, n), perRow);
        }

        @Override
        public String name(int place, int first) {
            int sample = 0;
            while (batch.start(length, sample + 1) * perRow <= place) {
                sample++;
            }
            int start = batch.start(length, sample) * perRow;
            return Places.name(first + sample, place - start, batch.length(length, sample) * perRow);
        }

        @Override
        public void require(String model, String what, Object array, int n) {
            if (array instanceof float[] values) {
                batch.values(length, what, values, perRow);
            } else {
                batch.values(length, what, (int[]) array, perRow);
            }
        }
    }

    private static String name(int sample, int position, int positions) {
        return "sample " + sample + (positions == 1 ? "" : " at position " + position);
    }
}
