package dev.nacre.compiler.grad;

import dev.nacre.compiler.tensor.Interpreter;
import dev.nacre.compiler.tensor.Interpreter.Feed;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Program.Output;
import dev.nacre.compiler.tensor.ScatterAdd;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The slope of a program's results, weighted as its feed says, in a random direction of all inputs and parameters at once, by
 * central differences with two steps: a few runs of a network of any size, where {@link CentralDifferences} need two for each
 * coordinate.
 */
public final class Slope {

    private static final double STEP = 0x1p-18;
    /** Of the results' size, what double arithmetic may leave over of the difference between two of them. */
    private static final double ROUNDING = 0x1p-46;
    /** Of the product's size: steps that disagree more have a kink between them. */
    private static final double LARGEST_DOUBT = 1e-3;

    private static final double LARGEST_DIFFERENCE = 1e-6;

    private final Program forward;
    private final int batch;
    private final Feed feed;
    private final Map<String, double[]> inputs = new HashMap<>();
    private final Map<String, double[]> parameters = new HashMap<>();
    private double gradient;
    private double size;
    private double results;

    private Slope(Program forward, int batch, Feed feed) {
        this.forward = forward;
        this.batch = batch;
        this.feed = feed;
    }

    /** What became of a comparison. */
    public enum Answer {
        AGREES,
        /** The direction crosses a kink so close to the point that differences say nothing. */
        KINK,
        DIFFERS
    }

    /**
     * The answer and the numbers behind it.
     *
     * @param slope by central differences
     * @param gradient the product of the gradients and the direction
     */
    public record Comparison(Answer answer, double slope, double gradient, double tolerance) {}

    /** Holds the gradients of the program's differentiation against the slope in a direction drawn from the seed. */
    public static Comparison compare(Program forward, int batch, Feed feed, long seed) {
        Slope slope = new Slope(forward, batch, feed);
        slope.choose(Differentiation.differentiate(forward), new SplittableRandom(seed));
        return slope.compare();
    }

    /** A direction for whatever has a gradient; rows of tables that are never trained stay where they are. */
    private void choose(Program program, SplittableRandom random) {
        Map<Output, double[]> values = Interpreter.run(program, batch, feed);
        for (Output output : program.outputs()) {
            boolean ofParameter = output.kind() == Output.Kind.PARAMETER_GRADIENT;
            if (ofParameter || output.kind() == Output.Kind.INPUT_GRADIENT) {
                double[] gradients = values.getOrDefault(output, new double[0]);
                double[] direction = random.doubles(gradients.length, -1, 1).toArray();
                keepPaddingRow(program, output, direction);
                (ofParameter ? parameters : inputs).put(output.name(), direction);
                for (int i = 0; i < gradients.length; i++) {
                    gradient += direction[i] * gradients[i];
                    size += Math.abs(direction[i] * gradients[i]);
                }
            }
        }
    }

    private static void keepPaddingRow(Program program, Output table, double[] direction) {
        if (program.node(table.value()).primitive() instanceof ScatterAdd scatter && scatter.padding() >= 0) {
            int width = table.value().shape().last();
            Arrays.fill(direction, scatter.padding() * width, (scatter.padding() + 1) * width, 0);
        }
    }

    private Comparison compare() {
        double slope = difference(STEP);
        double other = difference(STEP / 2);
        double doubt = Math.abs(slope - other);
        double tolerance = 10 * doubt + LARGEST_DIFFERENCE * size + ROUNDING / STEP * results;
        boolean agrees = Math.abs(other - gradient) <= tolerance;
        boolean smooth = doubt <= LARGEST_DOUBT * size + ROUNDING / STEP * results;
        Answer answer = agrees ? Answer.AGREES : smooth ? Answer.DIFFERS : Answer.KINK;
        return new Comparison(answer, other, gradient, tolerance);
    }

    private double difference(double step) {
        Map<Output, double[]> above = results(step);
        Map<Output, double[]> below = results(-step);
        double sum = 0;
        results = 0;
        for (Map.Entry<Output, double[]> result : above.entrySet()) {
            double[] weights = feed.gradients().getOrDefault(result.getKey().name(), new double[0]);
            double[] ends = result.getValue();
            double[] starts = below.getOrDefault(result.getKey(), ends);
            for (int i = 0; result.getKey().kind() == Output.Kind.RESULT && i < weights.length; i++) {
                sum += weights[i] * (ends[i] - starts[i]);
                results += Math.abs(weights[i] * ends[i]);
            }
        }
        return sum / (2 * step);
    }

    private Map<Output, double[]> results(double step) {
        Feed moved = new Feed(
                moved(feed.inputs(), inputs, step),
                feed.gradients(),
                moved(feed.parameters(), parameters, step),
                feed.uniforms());
        return Interpreter.run(forward, batch, moved);
    }

    private static Map<String, double[]> moved(
            Map<String, double[]> points, Map<String, double[]> directions, double step) {
        Map<String, double[]> moved = new HashMap<>(points);
        directions.forEach((name, direction) -> {
            double[] point = points.getOrDefault(name, direction).clone();
            for (int i = 0; i < point.length; i++) {
                point[i] += step * direction[i];
            }
            moved.put(name, point);
        });
        return moved;
    }
}
