package dev.nacre.runtime.training;

import dev.nacre.runtime.training.loss.Correctness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up the losses of batches, and counts which of their predictions were right. */
final class ScoreSum {

    private final List<Criterion> criteria;
    private final double[] losses;
    private final double[] weights;
    private final int[] correct;
    private final int[] judged;

    ScoreSum(List<Criterion> criteria) {
        this.criteria = criteria;
        losses = new double[criteria.size()];
        weights = new double[criteria.size()];
        correct = new int[criteria.size()];
        judged = new int[criteria.size()];
    }

    void reset() {
        for (int i = 0; i < losses.length; i++) {
            losses[i] = 0;
            weights[i] = 0;
            correct[i] = 0;
            judged[i] = 0;
        }
    }

    /** Counts a batch by the mean of a loss and what that mean was divided by; without weight it counts nothing. */
    void add(int criterion, double meanLoss, double batchWeight) {
        if (batchWeight > 0) {
            losses[criterion] += meanLoss * batchWeight;
            weights[criterion] += batchWeight;
        }
    }

    void add(int criterion, Correctness correctness) {
        if (correctness != Correctness.UNCOUNTED) {
            judged[criterion]++;
            correct[criterion] += correctness == Correctness.RIGHT ? 1 : 0;
        }
    }

    /** The weighted sum of the mean losses, and how many predictions of all outputs together were right. */
    Score score() {
        double sum = 0;
        boolean any = false;
        int right = 0;
        int all = 0;
        Map<String, Score> parts = new LinkedHashMap<>();
        for (int i = 0; i < losses.length; i++) {
            Criterion criterion = criteria.get(i);
            double mean = losses[i] / weights[i];
            if (weights[i] > 0) {
                sum += criterion.weight() * mean;
                any = true;
            }
            right += correct[i];
            all += judged[i];
            parts.put(criterion.port().name(), new Score(mean, correct[i], judged[i]));
        }
        return new Score(any ? sum : Double.NaN, right, all, losses.length == 1 ? Map.of() : parts);
    }
}
