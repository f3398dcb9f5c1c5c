package dev.nacre.compiler.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the passes of a training step are split where a sample needs what all samples of the batch have in common. In each phase
 * there are values that are computed once for all samples, then the steps of each sample, then sums over all samples.
 *
 * @param forward those of the pass forward, and so on; a pass without statistics is one phase
 * @param updates what the model's buffers become
 * @param needsTwoSamples a layer that finds but one value of each channel in a sample
 */
public record Phases(
        List<Phase> forward,
        List<Phase> backward,
        List<Phase> inputGradient,
        List<Update> updates,
        Optional<String> needsTwoSamples) {

    /** The phases of a model in which samples do not meet. */
    public static final Phases NONE = new Phases(List.of(), List.of(), List.of(), List.of(), Optional.empty());

    public Phases {
        forward = List.copyOf(forward);
        backward = List.copyOf(backward);
        inputGradient = List.copyOf(inputGradient);
        updates = List.copyOf(updates);
    }

    /** Whether samples meet. */
    public boolean any() {
        return !forward.isEmpty();
    }

    /** All phases, in the order of a training step. */
    public List<Phase> all() {
        return Stream.of(forward, backward, inputGradient).flatMap(List::stream).toList();
    }

    /**
     * A part of a pass.
     *
     * @param shared steps that do not know of samples
     * @param steps for each block of samples
     * @param sums over all samples of the batch, in order
     */
    public record Phase(List<Step> shared, List<Step> steps, List<Step> sums) {

        public Phase {
            shared = List.copyOf(shared);
            steps = List.copyOf(steps);
            sums = List.copyOf(sums);
        }

        /** All steps, in order. */
        public List<Step> all() {
            List<Step> all = new ArrayList<>(shared);
            all.addAll(steps);
            all.addAll(sums);
            return all;
        }
    }

    /** After a pass forward in training mode, the buffer that is stored at {@code to} becomes what {@code from} holds. */
    public record Update(String name, Buffer from, int to) {}
}
