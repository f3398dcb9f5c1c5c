package dev.nacre.examples.benchmarks.timing;

/**
 * How long to measure, in seconds.
 *
 * @param leastWarmUp the warm-up's shortest length
 * @param mostWarmUp its longest, if the speed does not settle
 * @param measurement what follows
 */
public record Budget(double leastWarmUp, double mostWarmUp, double measurement) {

    /** Warm-up between one and six times the measurement. */
    public static Budget of(double seconds) {
        return new Budget(seconds, 6 * seconds, seconds);
    }
}
