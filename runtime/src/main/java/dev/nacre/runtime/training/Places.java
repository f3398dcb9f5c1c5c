package dev.nacre.runtime.training;

/**
 * How many places each sample has in an array that holds samples one after the other: positions that a loss judges, or
 * elements. It alone knows which sample a place belongs to.
 */
record Places(int perSample) {

    /** The places of {@code n} samples together. */
    int count(int n) {
        return n * perSample;
    }

    /**
     * Names a place for a message.
     *
     * @param place counts from the first place of the first sample
     * @param first the first sample's number
     */
    String name(int place, int first) {
        String sample = "sample " + (first + place / perSample);
        return perSample == 1 ? sample : sample + " at position " + place % perSample;
    }
}
