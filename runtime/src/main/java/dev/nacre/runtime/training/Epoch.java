package dev.nacre.runtime.training;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What happened in one epoch. Printing it gives a line for people.
 *
 * @param number counts from 1
 * @param total the number of the last epoch, if nothing stops the training
 * @param training the score over the epoch's batches, each before its own update, in training mode
 * @param validation the score on validation data after the epoch, if there are any
 * @param learningRate of the epoch's last update
 * @param samplesPerSecond that were learnt from, validation not counted
 */
public record Epoch(
        int number,
        int total,
        Score training,
        Optional<Score> validation,
        double learningRate,
        double samplesPerSecond) {

    /** The training loss. */
    public double loss() {
        return training.loss();
    }

    /** The training accuracy, empty if the loss is not one of classification. */
    public OptionalDouble accuracy() {
        return training.accuracy();
    }

    /** The validation loss, or the training loss if there is no other. */
    double decisiveLoss() {
        return validation.orElse(training).loss();
    }

    /** {@code epoch  3/20  loss 0.1234  accuracy 0.956  validation loss 0.1400  accuracy 0.950  12,345 samples/s}. */
    @Override
    public String toString() {
        int digits = Integer.toString(total).length();
        return format("epoch %" + digits + "d/%d  ", number, total)
                + describe(training)
                + validation.map(score -> "  validation " + describe(score)).orElse("")
                + format("  %,.0f samples/s", samplesPerSecond);
    }

    private static String describe(Score score) {
        String shown = "loss " + number(score.loss());
        if (!score.outputs().isEmpty()) {
            shown += score.outputs().entrySet().stream()
                    .map(entry -> entry.getKey() + " " + number(entry.getValue().loss()))
                    .collect(Collectors.joining(", ", " (", ")"));
        }
        return score.accuracy().isPresent()
                ? shown + format("  accuracy %.3f", score.accuracy().getAsDouble())
                : shown;
    }

    private static String number(double loss) {
        return format(loss != 0 && Math.abs(loss) < 0.001 ? "%.2e" : "%.4f", loss);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
