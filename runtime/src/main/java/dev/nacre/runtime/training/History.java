package dev.nacre.runtime.training;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The epochs of one call of {@link Trainer#fit}, in order; immutable. Printing it gives a line for each.
 *
 * @param epochs the complete ones: at least one, unless the thread was interrupted
 * @param interrupted whether an interrupt ended the training before its last epoch was complete
 */
public record History(List<Epoch> epochs, boolean interrupted) {

    /**
     * @throws IllegalArgumentException if there is no epoch, and no interrupt
     */
    public History {
        epochs = List.copyOf(epochs);
        if (epochs.isEmpty() && !interrupted) {
            throw new IllegalArgumentException("A history needs at least one epoch");
        }
    }

    /** The epochs of a call that was not interrupted. */
    public History(List<Epoch> epochs) {
        this(epochs, false);
    }

    /**
     * The last epoch.
     *
     * @throws IllegalStateException if an interrupt came before one was complete
     */
    public Epoch last() {
        return some().get(epochs.size() - 1);
    }

    /**
     * The first epoch with the lowest loss: on validation data, or else in training.
     *
     * @throws IllegalStateException if an interrupt came before one was complete
     */
    public Epoch best() {
        return some().stream()
                .min(Comparator.comparingDouble(Epoch::decisiveLoss))
                .orElseThrow();
    }

    private List<Epoch> some() {
        if (epochs.isEmpty()) {
            throw new IllegalStateException("The training was interrupted before its first epoch was complete");
        }
        return epochs;
    }

    @Override
    public String toString() {
        String lines = epochs.stream().map(Epoch::toString).collect(Collectors.joining("\n"));
        return interrupted ? lines + (lines.isEmpty() ? "" : "\n") + "interrupted" : lines;
    }
}
