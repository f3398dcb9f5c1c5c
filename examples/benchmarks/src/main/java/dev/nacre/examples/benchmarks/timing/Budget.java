package dev.nacre.examples.benchmarks.timing;

/**
 * How long to measure, in seconds.
 *
 * @param leastWarmUp the warm-up's shortest length
 * @param mostWarmUp its longest, if the speed does not settle
 * @param measurement what follows
 */
public record Budget(double leastWarmUp, double mostWarmUp, double measurement) {

    /** With a warm-up of 2 to 10 seconds: vector code is slow until the compiler has got to it, and then very fast. */
    public static Budget of(double seconds) {
        return new Budget(2, 10, seconds);
    }
}
