package dev.nacre.runtime;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The epochs of one call of {@link Trainer#fit}, in order; immutable. Printing it gives a line for each.
 *
 * @param epochs at least one
 */
public record History(List<Epoch> epochs) {

    /**
     * @throws IllegalArgumentException if there is no epoch
     */
    public History {
        epochs = List.copyOf(epochs);
        if (epochs.isEmpty()) {
            throw new IllegalArgumentException("A history needs at least one epoch");
        }
    }

    /** The last epoch. */
    public Epoch last() {
        return epochs.get(epochs.size() - 1);
    }

    /** The first epoch with the lowest loss: on validation data, or else in training. */
    public Epoch best() {
        return epochs.stream()
                .min(Comparator.comparingDouble(Epoch::decisiveLoss))
                .orElseThrow();
    }

    @Override
    public String toString() {
        return epochs.stream().map(Epoch::toString).collect(Collectors.joining("\n"));
    }
}
