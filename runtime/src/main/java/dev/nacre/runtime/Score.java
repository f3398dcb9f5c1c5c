package dev.nacre.runtime;

import java.util.OptionalDouble;

/**
 * How well predictions agree with their targets.
 *
 * @param loss the mean over all samples, each with the weight that the loss gives it
 * @param correct number of right predictions
 * @param judged number of predictions that can be right or wrong, 0 if the loss is not one of classification
 */
public record Score(double loss, int correct, int judged) {

    /** The share of right predictions, empty if none was judged. */
    public OptionalDouble accuracy() {
        return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) correct / judged);
    }
}
