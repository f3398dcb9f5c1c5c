package dev.nacre.runtime.training.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Gradients against central differences of the losses' definitions, computed in {@code double}. */
class LossGradientTest {

    private static final int[] WIDTHS = {1, 3, 17};
    private static final int[] BATCHES = {1, 3, 64};

    /** What a loss adds for one sample, before it is divided. */
    private interface Row {
        double of(double[] outputs, double[] targets);
    }

    private interface Term {
        double of(double output, double target);
    }

    private interface Draw {
        double of(Random random);
    }

    private static Row sum(Term term) {
        return (outputs, targets) -> {
            double sum = 0;
            for (int i = 0; i < outputs.length; i++) {
                sum += term.of(outputs[i], targets[i]);
            }
            return sum;
        };
    }

    @Test
    void errorsOfValuesHaveTheirGradients() {
        check(Losses.mse(), sum((o, t) -> (o - t) * (o - t)), true, Random::nextGaussian, Random::nextGaussian);
        check(Losses.l1(), sum((o, t) -> Math.abs(o - t)), true, Random::nextGaussian, Random::nextGaussian);
        check(
                Losses.smoothL1(0.3),
                sum((o, t) -> smoothL1(o - t, 0.3)),
                true,
                Random::nextGaussian,
                Random::nextGaussian);
        check(
                Losses.huber(0.7),
                sum((o, t) -> 0.7 * smoothL1(o - t, 0.7)),
                true,
                Random::nextGaussian,
                Random::nextGaussian);
    }

    private static double smoothL1(double d, double beta) {
        return Math.abs(d) < beta ? d * d / (2 * beta) : Math.abs(d) - beta / 2;
    }

    @Test
    void binaryCrossEntropiesHaveTheirGradients() {
        check(
                Losses.bce(),
                sum((p, t) -> -t * Math.log(p) - (1 - t) * Math.log1p(-p)),
                true,
                random -> 0.05 + 0.9 * random.nextDouble(),
                Random::nextDouble);
        check(
                Losses.bceWithLogits(),
                sum((z, t) -> t * Math.log1p(Math.exp(-z)) + (1 - t) * Math.log1p(Math.exp(z))),
                true,
                random -> 4 * random.nextGaussian(),
                Random::nextDouble);
    }

    @Test
    void divergenceHasItsGradient() {
        check(
                Losses.klDiv(),
                sum((o, t) -> t * (Math.log(t) - o)),
                false,
                random -> -3 * random.nextDouble(),
                random -> 0.1 + random.nextDouble());
    }

    @Test
    void crossEntropyOfProbabilitiesHasItsGradient() {
        check(
                Losses.crossEntropy(),
                (o, q) -> crossEntropy(o, q, 0),
                false,
                LossGradientTest::logit,
                Random::nextDouble);
        check(
                Losses.crossEntropy(0.2),
                (o, q) -> crossEntropy(o, q, 0.2),
                false,
                LossGradientTest::logit,
                Random::nextDouble);
    }

    private static double logit(Random random) {
        return 5 * random.nextGaussian();
    }

    private static double crossEntropy(double[] logits, double[] probabilities, double smoothing) {
        double sum = 0;
        for (int c = 0; c < logits.length; c++) {
            double q = (1 - smoothing) * probabilities[c] + smoothing / logits.length;
            sum += q * (logSumExp(logits) - logits[c]);
        }
        return sum;
    }

    private static double logSumExp(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.exp(value);
        }
        return Math.log(sum);
    }

    @Test
    void weightedSmoothedCrossEntropyOfClassesHasItsGradient() {
        for (int width : WIDTHS) {
            for (int n : BATCHES) {
                Random random = new Random(31L * width + n);
                float[] weights = weights(width);
                int[] classes = random.ints(n, 0, width).toArray();
                classes[n / 2] = n == 1 ? classes[0] : 1000;
                CrossEntropy loss = Losses.crossEntropy(0.15).ignoreIndex(1000).classWeights(weights);
                Row[] rows = new Row[n];
                double total = 0;
                for (int i = 0; i < n; i++) {
                    int index = classes[i];
                    rows[i] = (o, t) -> index == 1000 ? 0 : weighted(o, index, weights, 0.15);
                    total += index == 1000 ? 0 : weights[index];
                }
                float[] outputs = draw(random, n * width, LossGradientTest::logit);
                float[] gradient = new float[n * width];
                double value = loss.evaluate(outputs, classes, gradient, n, width);
                compare(
                        "crossEntropy " + n + " x " + width,
                        rows,
                        total,
                        outputs,
                        new float[n * width],
                        value,
                        gradient);
            }
        }
    }

    private static float[] weights(int width) {
        float[] weights = new float[width];
        for (int c = 0; c < width; c++) {
            weights[c] = 0.5f + c;
        }
        return weights;
    }

    private static double weighted(double[] logits, int index, float[] weights, double smoothing) {
        double result = (1 - smoothing) * weights[index] * (logSumExp(logits) - logits[index]);
        for (int c = 0; c < logits.length; c++) {
            result += smoothing / logits.length * weights[c] * (logSumExp(logits) - logits[c]);
        }
        return result;
    }

    private static void check(ValueLoss loss, Row row, boolean perElement, Draw output, Draw target) {
        for (int width : WIDTHS) {
            for (int n : BATCHES) {
                Random random = new Random(17L * width + n);
                float[] outputs = draw(random, n * width, output);
                float[] targets = draw(random, n * width, target);
                float[] gradient = new float[n * width];
                double value = loss.evaluate(outputs, targets, gradient, n, width);
                Row[] rows = new Row[n];
                Arrays.fill(rows, row);
                compare(
                        loss + " " + n + " x " + width,
                        rows,
                        perElement ? n * width : n,
                        outputs,
                        targets,
                        value,
                        gradient);
            }
        }
    }

    private static float[] draw(Random random, int count, Draw draw) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) draw.of(random);
        }
        return values;
    }

    private static void compare(
            String what, Row[] rows, double divisor, float[] outputs, float[] targets, double value, float[] gradient) {
        int width = outputs.length / rows.length;
        double sum = 0;
        double size = 0;
        for (int i = 0; i < rows.length; i++) {
            double term = rows[i].of(row(outputs, i, width), row(targets, i, width));
            sum += term;
            size += Math.abs(term);
        }
        assertEquals(sum / divisor, value, 2e-6 * (1 + size / divisor), what);
        double h = 1e-5;
        for (int e = 0; e < outputs.length; e++) {
            double[] above = row(outputs, e / width, width);
            double[] below = above.clone();
            above[e % width] += h;
            below[e % width] -= h;
            double[] t = row(targets, e / width, width);
            double expected = (rows[e / width].of(above, t) - rows[e / width].of(below, t)) / (2 * h) / divisor;
            // A kink between the two points is as wide as h.
            assertEquals(expected, gradient[e], 4e-5 / rows.length, what + ", element " + e);
        }
    }

    private static double[] row(float[] values, int row, int width) {
        double[] result = new double[width];
        for (int i = 0; i < width; i++) {
            result[i] = values[row * width + i];
        }
        return result;
    }
}
