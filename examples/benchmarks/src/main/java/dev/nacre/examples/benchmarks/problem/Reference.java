package dev.nacre.examples.benchmarks.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What every contestant has to compute, in {@code double} and in the plainest loops. */
public final class Reference {

    /**
     * Adam's eps, for all contestants. Some add it before the correction of the bias and some after; so small, it makes no
     * difference.
     */
    public static final float ADAM_EPS = 1e-12f;

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;

    private final Problem problem;
    private final List<Layer> layers;
    /** Matrix and bias of each layer, in the order of {@link Weights#arrays}. */
    private final List<double[]> weights = new ArrayList<>();

    private final List<double[]> gradients = new ArrayList<>();
    private final List<double[]> first = new ArrayList<>();
    private final List<double[]> second = new ArrayList<>();
    private int steps;

    public Reference(Problem problem) {
        this.problem = problem;
        this.layers = problem.network().layers();
        for (float[] array : problem.weights().arrays()) {
            weights.add(toDouble(array));
            gradients.add(new double[array.length]);
            first.add(new double[array.length]);
            second.add(new double[array.length]);
        }
    }

    public List<double[]> weights() {
        return weights;
    }

    /**
     * What a sample becomes.
     *
     * @param values the input, and what each layer makes of it
     * @param products of each layer, before its activation
     */
    private record Pass(List<double[]> values, List<double[]> products) {

        double[] output() {
            return values.get(values.size() - 1);
        }
    }

    /** The outputs for a sample of the problem. */
    public double[] predict(int sample) {
        return forward(sample).output();
    }

    /** Learns from the whole batch; returns the loss before the update. */
    public double step() {
        gradients.forEach(gradient -> Arrays.fill(gradient, 0));
        double loss = 0;
        for (int sample = 0; sample < problem.cell().batch(); sample++) {
            Pass pass = forward(sample);
            double[] slope = new double[problem.network().outputs()];
            loss += loss(sample, pass.output(), slope);
            backward(pass, slope);
        }
        update();
        return loss;
    }

    private Pass forward(int sample) {
        int inputs = problem.network().inputs();
        float[] x = Arrays.copyOfRange(problem.inputs(), sample * inputs, (sample + 1) * inputs);
        List<double[]> values = new ArrayList<>(List.of(toDouble(x)));
        List<double[]> products = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            double[] product = linear(weights.get(2 * i), weights.get(2 * i + 1), values.get(i));
            double[] y = Arrays.stream(product).map(layer.activation()::value).toArray();
            if (layer.joins()) {
                axpy(1, values.get(i + 1 - layer.bypassed()), 0, y, 0, y.length);
            }
            products.add(product);
            values.add(y);
        }
        return new Pass(values, products);
    }

    private static double[] linear(double[] matrix, double[] bias, double[] x) {
        double[] y = bias.clone();
        for (int o = 0; o < y.length; o++) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += matrix[o * x.length + i] * x[i];
            }
            y[o] += sum;
        }
        return y;
    }

    /** Adds nothing but its share of the mean: the loss of a sample, and its slope by each output. */
    private double loss(int sample, double[] y, double[] slope) {
        return problem.network().classifies() ? crossEntropy(sample, y, slope) : squaredError(sample, y, slope);
    }

    private double squaredError(int sample, double[] y, double[] slope) {
        double elements = (double) y.length * problem.cell().batch();
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            double error = y[i] - problem.targets()[sample * y.length + i];
            slope[i] = 2 * error / elements;
            sum += error * error;
        }
        return sum / elements;
    }

    private double crossEntropy(int sample, double[] y, double[] slope) {
        int batch = problem.cell().batch();
        int target = problem.classes()[sample];
        double sum = 0;
        for (double logit : y) {
            sum += Math.exp(logit);
        }
        for (int i = 0; i < y.length; i++) {
            slope[i] = (Math.exp(y[i]) / sum - (i == target ? 1 : 0)) / batch;
        }
        return (Math.log(sum) - y[target]) / batch;
    }

    private void backward(Pass pass, double[] slope) {
        List<double[]> slopes = new ArrayList<>();
        layers.forEach(layer -> slopes.add(new double[layer.inputs()]));
        slopes.add(slope);
        for (int i = layers.size() - 1; i >= 0; i--) {
            Layer layer = layers.get(i);
            double[] dy = slopes.get(i + 1);
            if (layer.joins()) {
                axpy(1, dy, 0, slopes.get(i + 1 - layer.bypassed()), 0, dy.length);
            }
            double[] x = pass.values().get(i);
            for (int o = 0; o < dy.length; o++) {
                double slopeOfProduct =
                        dy[o] * layer.activation().slope(pass.products().get(i)[o]);
                gradients.get(2 * i + 1)[o] += slopeOfProduct;
                axpy(slopeOfProduct, x, 0, gradients.get(2 * i), o * x.length, x.length);
                axpy(slopeOfProduct, weights.get(2 * i), o * x.length, slopes.get(i), 0, x.length);
            }
        }
    }

    private static void axpy(double factor, double[] from, int fromStart, double[] to, int toStart, int count) {
        if (factor != 0) {
            for (int i = 0; i < count; i++) {
                to[toStart + i] += factor * from[fromStart + i];
            }
        }
    }

    private void update() {
        steps++;
        for (int a = 0; a < weights.size(); a++) {
            if (problem.cell().work() == Work.ADAM) {
                adam(weights.get(a), gradients.get(a), first.get(a), second.get(a));
            } else {
                axpy(-problem.learningRate(), gradients.get(a), 0, weights.get(a), 0, weights.get(a).length);
            }
        }
    }

    private void adam(double[] values, double[] gradient, double[] m, double[] v) {
        double correction1 = 1 - Math.pow(BETA1, steps);
        double correction2 = 1 - Math.pow(BETA2, steps);
        for (int i = 0; i < values.length; i++) {
            m[i] = BETA1 * m[i] + (1 - BETA1) * gradient[i];
            v[i] = BETA2 * v[i] + (1 - BETA2) * gradient[i] * gradient[i];
            values[i] -= problem.learningRate() * (m[i] / correction1) / (Math.sqrt(v[i] / correction2) + ADAM_EPS);
        }
    }

    private static double[] toDouble(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
