package dev.nacre.runtime;

/** Adds up the loss and the verdicts of batches. */
final class Meter {

    private double loss;
    private double weight;
    private int correct;
    private int judged;

    void reset() {
        loss = 0;
        weight = 0;
        correct = 0;
        judged = 0;
    }

    /** Counts a batch by the mean of its loss and what that mean was divided by; without weight it counts nothing. */
    void add(double meanLoss, double batchWeight) {
        if (batchWeight > 0) {
            loss += meanLoss * batchWeight;
            weight += batchWeight;
        }
    }

    void add(Verdict verdict) {
        if (verdict != Verdict.UNCOUNTED) {
            judged++;
            correct += verdict == Verdict.RIGHT ? 1 : 0;
        }
    }

    Score score() {
        return new Score(loss / weight, correct, judged);
    }
}
