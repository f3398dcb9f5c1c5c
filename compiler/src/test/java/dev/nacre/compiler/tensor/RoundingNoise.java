package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Interpreter.Feed;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Program.Output;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How far rounding moves a program's results, as seen in Monte Carlo arithmetic (Parker 1997): every value that is computed is
 * off by a random share of the error that float arithmetic may make there. Where errors cancel, as behind a normalisation, this
 * is far below the bounds of {@link RoundingErrors}; but it is an estimate, and no bound.
 */
public final class RoundingNoise {

    private static final int RUNS = 4;

    private final List<double[]> errors;
    private final SplittableRandom random;

    private RoundingNoise(List<double[]> errors, long seed) {
        this.errors = errors;
        this.random = new SplittableRandom(seed);
    }

    /** For each result's elements, the largest distance from what the {@link Interpreter} computes, over some runs. */
    public static Map<Output, double[]> of(Program program, int batch, Feed feed) {
        Map<Output, double[]> exact = Interpreter.run(program, batch, feed);
        List<double[]> errors = RoundingErrors.ofEachNode(program, batch, feed);
        Map<Output, double[]> largest = new HashMap<>();
        exact.forEach((output, values) -> largest.put(output, new double[values.length]));
        for (int run = 0; run < RUNS; run++) {
            RoundingNoise noise = new RoundingNoise(errors, run);
            Interpreter.run(program, batch, feed, noise::rounded).forEach((output, values) -> {
                double[] distances = largest.getOrDefault(output, values);
                double[] from = exact.getOrDefault(output, values);
                for (int i = 0; i < values.length; i++) {
                    distances[i] = Math.max(distances[i], Math.abs(values[i] - from[i]));
                }
            });
        }
        return largest;
    }

    private double[] rounded(Node node, double[] value) {
        double[] most = errors.get(node.value().id());
        double[] rounded = value.clone();
        for (int i = 0; i < value.length; i++) {
            if (most[i] > 0 && most[i] < Double.POSITIVE_INFINITY) {
                rounded[i] += (2 * random.nextDouble() - 1) * most[i];
            }
        }
        return rounded;
    }
}
