package dev.nacre.compiler.place;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Plan;
import java.util.Map;

/**
 * A plan with a place for every buffer.
 *
 * @param block the most samples that are carried through the network together, so that their activations stay in the
 *     second-level cache
 * @param one the arena for a prediction of a single sample
 * @param batch the arena for a prediction of {@code block} samples
 * @param step the arena for one step of a stream, beside which is what the stream keeps
 * @param training the arena for {@code block} samples of a training step, forward to input gradient
 */
public record PlacedPlan(Plan plan, int block, Arena one, Arena batch, Arena step, Arena training) {

    /**
     * A scratch array.
     *
     * @param offsets where each buffer starts, by id
     * @param size floats
     * @param statistics floats of the array with what the samples of a training's batch share, or what a stream keeps
     */
    public record Arena(Map<Integer, Integer> offsets, int size, int statistics) {

        public Arena {
            offsets = Map.copyOf(offsets);
        }

        /** An array beside which nothing is shared. */
        public Arena(Map<Integer, Integer> offsets, int size) {
            this(offsets, size, 0);
        }

        /** Where a buffer's first element is. */
        public int offset(Buffer buffer) {
            Integer offset = offsets.get(buffer.id());
            if (offset == null) {
                throw new IllegalStateException(buffer + " has no place");
            }
            return offset + buffer.start();
        }
    }
}
