package dev.nacre.compiler.generated;

import dev.nacre.compiler.tensor.RoundingErrors.Bounded;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * What rounding allows in a network that nobody chose. The bound of errors, where all of a tensor's are a small part of its
 * largest value: nothing can be closer to the truth, and nothing right exceeds it. Where bounds have grown beyond that, as they
 * do behind normalisations whose errors cancel, the distances seen in {@link dev.nacre.compiler.tensor.RoundingNoise Monte Carlo
 * arithmetic}, many times over, as long as the bound is no less. A wrong term is off by much more than either.
 */
final class RandomTolerance implements Meaning.Tolerance {

    /** Of a tensor's largest value: bounds up to it are taken. */
    private static final double LARGEST_BOUND = 1e-3;
    /** How many times the distances that were seen in a few runs a result may be off. */
    private static final double NOISES = 20;

    @Override
    public double[] of(String what, Bounded expected, Supplier<double[]> noise) {
        double largest = Arrays.stream(expected.values()).map(Math::abs).max().orElse(0);
        double bound = Arrays.stream(expected.errors()).max().orElse(0);
        if (bound <= LARGEST_BOUND * largest) {
            return expected.errors();
        }
        double[] seen = noise.get();
        double typical = Math.sqrt(Arrays.stream(seen).map(d -> d * d).average().orElse(0));
        double[] errors = expected.errors().clone();
        for (int i = 0; i < errors.length; i++) {
            double most = NOISES * Math.max(seen[i], typical);
            errors[i] = errors[i] <= most ? errors[i] : most;
        }
        return errors;
    }
}
