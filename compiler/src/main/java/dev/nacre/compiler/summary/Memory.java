package dev.nacre.compiler.summary;

import dev.nacre.compiler.place.PlacedPlan;

/**
 * Bytes that the generated class needs.
 *
 * @param parameters of the one array of parameters and buffers, with its padding
 * @param prediction of the array in which a session keeps what lies between a sample's inputs and outputs; the caller's
 *     arrays are not counted, and values that are not needed at the same time share their place
 * @param training the same for a sample of a training step, forward and backward, with the gradients of these values; of
 *     a block of samples each has its share, rounded up
 */
public record Memory(long parameters, long prediction, long training) {

    /** What a placed plan needs. */
    public static Memory of(PlacedPlan placed) {
        long block = placed.block();
        long training = (placed.training().size() + block - 1) / block;
        return new Memory(
                (long) Float.BYTES * placed.plan().parameters().size(),
                (long) Float.BYTES * placed.one().size(),
                Float.BYTES * training);
    }
}
