package dev.nacre.examples.benchmarks.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What every contestant has to compute, in {@code double} and in the plainest loops. */
public final class Reference {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPS = 1e-8;

    private final Problem problem;
    private final List<Integer> sizes;
    /** Matrix and bias of each layer, in the order of {@link Weights#arrays}. */
    private final List<double[]> weights = new ArrayList<>();

    private final List<double[]> gradients = new ArrayList<>();
    private final List<double[]> first = new ArrayList<>();
    private final List<double[]> second = new ArrayList<>();
    private int steps;

    public Reference(Problem problem) {
        this.problem = problem;
        this.sizes = problem.network().sizes();
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

    /** The outputs for a sample of the problem. */
    public double[] predict(int sample) {
        List<double[]> activations = forward(sample);
        return activations.get(activations.size() - 1);
    }

    /** Learns from the whole batch; returns the loss before the update. */
    public double step() {
        gradients.forEach(gradient -> Arrays.fill(gradient, 0));
        double loss = 0;
        for (int sample = 0; sample < problem.cell().batch(); sample++) {
            List<double[]> activations = forward(sample);
            double[] slope = new double[problem.network().outputs()];
            loss += loss(sample, activations.get(activations.size() - 1), slope);
            backward(activations, slope);
        }
        update();
        return loss;
    }

    /** The input of each layer, and the output. */
    private List<double[]> forward(int sample) {
        int inputs = sizes.get(0);
        double[] x = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            x[i] = problem.inputs()[sample * inputs + i];
        }
        List<double[]> activations = new ArrayList<>(List.of(x));
        for (int layer = 0; layer < problem.network().layers(); layer++) {
            x = linear(weights.get(2 * layer), weights.get(2 * layer + 1), x);
            if (layer < problem.network().layers() - 1) {
                rectify(x);
            }
            activations.add(x);
        }
        return activations;
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

    private static void rectify(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(values[i], 0);
        }
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

    private void backward(List<double[]> activations, double[] slope) {
        double[] dy = slope;
        for (int layer = problem.network().layers() - 1; layer >= 0; layer--) {
            double[] x = activations.get(layer);
            double[] dx = new double[x.length];
            for (int o = 0; o < dy.length; o++) {
                gradients.get(2 * layer + 1)[o] += dy[o];
                axpy(dy[o], x, 0, gradients.get(2 * layer), o * x.length, x.length);
                axpy(dy[o], weights.get(2 * layer), o * x.length, dx, 0, x.length);
            }
            for (int i = 0; i < dx.length; i++) {
                dx[i] = x[i] > 0 ? dx[i] : 0;
            }
            dy = dx;
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
            values[i] -= problem.learningRate() * (m[i] / correction1) / (Math.sqrt(v[i] / correction2) + EPS);
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
