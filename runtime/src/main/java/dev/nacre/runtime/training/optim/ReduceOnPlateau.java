package dev.nacre.runtime.training.optim;

import dev.nacre.runtime.argument.Settings;

/**
 * Multiplies the learning rate by a factor whenever the loss has not become better for more than {@code patience} steps, as
 * {@code torch.optim.lr_scheduler.ReduceLROnPlateau}. Better is below (1 − threshold) times the best so far; NaN never is.
 *
 * @param factor from 0 to below 1
 * @param patience steps without improvement that are accepted
 * @param threshold relative, from 0 to below 1
 * @param cooldown steps after a reduction that do not count
 * @param least rate that is never gone below
 */
public record ReduceOnPlateau(double factor, int patience, double threshold, int cooldown, double least)
        implements Schedule {

    /** Smaller changes of the rate are not made. */
    private static final double SMALLEST_CHANGE = 1e-8;

    public ReduceOnPlateau {
        Settings.fraction("factor", factor);
        Settings.atLeast(0, "patience", patience);
        Settings.fraction("threshold", threshold);
        Settings.atLeast(0, "cooldown", cooldown);
        Settings.notNegative("least rate", least);
    }

    /** With another factor. */
    public ReduceOnPlateau factor(double newFactor) {
        return new ReduceOnPlateau(newFactor, patience, threshold, cooldown, least);
    }

    /** With another patience. */
    public ReduceOnPlateau patience(int newPatience) {
        return new ReduceOnPlateau(factor, newPatience, threshold, cooldown, least);
    }

    /** With another threshold. */
    public ReduceOnPlateau threshold(double newThreshold) {
        return new ReduceOnPlateau(factor, patience, newThreshold, cooldown, least);
    }

    /** With another cooldown. */
    public ReduceOnPlateau cooldown(int newCooldown) {
        return new ReduceOnPlateau(factor, patience, threshold, newCooldown, least);
    }

    /** With another least rate. */
    public ReduceOnPlateau least(double newLeast) {
        return new ReduceOnPlateau(factor, patience, threshold, cooldown, newLeast);
    }

    @Override
    public Course start(double rate) {
        return new Watch(rate);
    }

    /** The best loss so far, and how long ago it was. */
    private final class Watch implements Course {

        private double rate;
        private double best = Double.POSITIVE_INFINITY;
        private int bad;
        private int cooling;

        Watch(double rate) {
            this.rate = rate;
        }

        @Override
        public double rate() {
            return rate;
        }

        @Override
        public void advance(double loss) {
            if (loss < best * (1 - threshold)) {
                best = loss;
                bad = 0;
            } else {
                bad++;
            }
            if (cooling > 0) {
                cooling--;
                bad = 0;
            }
            if (bad > patience) {
                reduce();
                cooling = cooldown;
                bad = 0;
            }
        }

        private void reduce() {
            double reduced = Math.max(rate * factor, least);
            if (rate - reduced > SMALLEST_CHANGE) {
                rate = reduced;
            }
        }
    }
}
