package dev.nacre.runtime.training;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How well predictions agree with their targets.
 *
 * @param loss the mean over all samples, or their positions, each with the weight that the loss gives it; of several losses the weighted sum
 * @param correct number of right predictions
 * @param judged number of predictions that can be right or wrong, 0 if the loss is not one of classification
 * @param outputs of several losses the score of each, by the name of its output, without the loss's weight in the sum; empty
 *     for one loss
 */
public record Score(double loss, int correct, int judged, Map<String, Score> outputs) {

    public Score {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }

    /** The score of one loss. */
    public Score(double loss, int correct, int judged) {
        this(loss, correct, judged, Map.of());
    }

    /** The share of right predictions, empty if none was judged. */
    public OptionalDouble accuracy() {
        return judged == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) correct / judged);
    }
}
