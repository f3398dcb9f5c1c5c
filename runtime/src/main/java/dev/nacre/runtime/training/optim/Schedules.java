package dev.nacre.runtime.training.optim;

import dev.nacre.runtime.argument.Settings;
import java.util.function.IntToDoubleFunction;

/**
 * The learning rate schedules of PyTorch, with its formulas and defaults. A step is an epoch, a batch only for {@link
 * #oneCycle} and with {@link Schedule#perBatch()}. In the formulas r is the optimiser's learning rate and t the number of
 * steps so far. A setting that makes no sense, NaN among them, throws {@link IllegalArgumentException}.
 */
public final class Schedules {

    private Schedules() {}

    /** r · factor(t) ({@code torch.optim.lr_scheduler.LambdaLR}). */
    public static Schedule factor(IntToDoubleFunction factor) {
        return perEpoch((rate, t) -> rate * factor.applyAsDouble(t));
    }

    /** r · gamma^⌊t / period⌋ ({@code torch.optim.lr_scheduler.StepLR}). */
    public static Schedule step(int period, double gamma) {
        Settings.atLeast(1, "period", period);
        Settings.notNegative("gamma", gamma);
        return factor(t -> Annealing.power(gamma, t / period));
    }

    /** r · gamma^t ({@code torch.optim.lr_scheduler.ExponentialLR}). */
    public static Schedule exponential(double gamma) {
        return step(1, gamma);
    }

    /** {@link #cosine(int, double)} down to 0. */
    public static Schedule cosine(int steps) {
        return cosine(steps, 0);
    }

    /**
     * least + (r − least) · (1 + cos(π·t/steps)) / 2, which rises again after {@code steps} ({@code
     * torch.optim.lr_scheduler.CosineAnnealingLR}).
     */
    public static Schedule cosine(int steps, double least) {
        Settings.atLeast(1, "steps", steps);
        Settings.notNegative("least rate", least);
        return perEpoch((rate, t) -> Annealing.cosine(rate, least, (double) t / steps));
    }

    /**
     * r times a factor that goes from {@code start} to {@code end} in {@code steps} steps and stays there ({@code
     * torch.optim.lr_scheduler.LinearLR}).
     */
    public static Schedule linear(double start, double end, int steps) {
        Settings.notNegative("start", start);
        Settings.notNegative("end", end);
        Settings.atLeast(1, "steps", steps);
        return factor(t -> start + (end - start) * Math.min(t, steps) / steps);
    }

    /** {@link #warmRestarts(int, int, double)} with cycles of one length, down to 0. */
    public static Schedule warmRestarts(int firstCycle) {
        return warmRestarts(firstCycle, 1, 0);
    }

    /**
     * A cosine from r to {@code least}, then the same again with a cycle {@code growth} times as long (Loshchilov and Hutter,
     * "SGDR", 2016; {@code torch.optim.lr_scheduler.CosineAnnealingWarmRestarts}).
     */
    public static Schedule warmRestarts(int firstCycle, int growth, double least) {
        Settings.atLeast(1, "first cycle", firstCycle);
        Settings.atLeast(1, "growth", growth);
        Settings.notNegative("least rate", least);
        return perEpoch((rate, t) -> {
            long cycle = firstCycle;
            long within = growth == 1 ? t % cycle : t;
            while (within >= cycle) {
                within -= cycle;
                cycle *= growth;
            }
            return Annealing.cosine(rate, least, (double) within / cycle);
        });
    }

    /** {@link #oneCycle(double, int, double, double, double)} with share 0.3, divisor 25 and final divisor 1e4. */
    public static Schedule oneCycle(double highest, int steps) {
        return oneCycle(highest, steps, 0.3, 25, 1e4);
    }

    /**
     * Along a cosine from highest/divisor to {@code highest} and along another one down to highest/divisor/finalDivisor,
     * where it stays, one step a batch (Smith and Topin, "Super-Convergence", 2017; {@code
     * torch.optim.lr_scheduler.OneCycleLR} without its cycling of momentum). The optimiser's own rate has no part in it.
     *
     * @param highest rate, positive
     * @param steps number of batches of the whole training, at least 2
     * @param share of the steps that the rise takes, from 0 to 1
     */
    public static Schedule oneCycle(double highest, int steps, double share, double divisor, double finalDivisor) {
        Settings.positive("highest rate", highest);
        Settings.atLeast(2, "steps", steps);
        Settings.share("share", share);
        Settings.positive("divisor", divisor);
        Settings.positive("final divisor", finalDivisor);
        double first = highest / divisor;
        double last = first / finalDivisor;
        double top = share * steps - 1;
        FormulaSchedule.Formula formula = (rate, t) -> t <= top
                ? Annealing.cosine(first, highest, top == 0 ? 1 : t / top)
                : Annealing.cosine(highest, last, Math.min((t - top) / (steps - 1 - top), 1));
        return new FormulaSchedule(formula, true);
    }

    /** {@link ReduceOnPlateau} with factor 0.1 and patience 10. */
    public static ReduceOnPlateau reduceOnPlateau() {
        return new ReduceOnPlateau(0.1, 10, 1e-4, 0, 0);
    }

    private static Schedule perEpoch(FormulaSchedule.Formula formula) {
        return new FormulaSchedule(formula, false);
    }
}
