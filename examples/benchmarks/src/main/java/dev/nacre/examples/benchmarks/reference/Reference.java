package dev.nacre.examples.benchmarks.reference;

import dev.nacre.examples.benchmarks.problem.Problem;
import dev.nacre.examples.benchmarks.problem.Work;
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
    private final List<Parameter> parameters;
    private final Step network;
    private final List<double[]> first = new ArrayList<>();
    private final List<double[]> second = new ArrayList<>();
    private int steps;

    public Reference(Problem problem) {
        this.problem = problem;
        this.parameters = problem.weights().arrays().stream().map(Parameter::of).toList();
        this.network = Steps.of(problem.network().layers(), problem.network().input(), parameters);
        for (Parameter parameter : parameters) {
            first.add(new double[parameter.values().length]);
            second.add(new double[parameter.values().length]);
        }
    }

    /** In the order of {@link dev.nacre.examples.benchmarks.problem.Weights#arrays}. */
    public List<double[]> weights() {
        return parameters.stream().map(Parameter::values).toList();
    }

    /** The outputs for a sample of the problem. */
    public double[] predict(int sample) {
        return forward(sample).output();
    }

    /** Learns from the whole batch; returns the loss before the update. */
    public double step() {
        parameters.forEach(parameter -> Arrays.fill(parameter.gradient(), 0));
        double loss = 0;
        for (int sample = 0; sample < problem.cell().batch(); sample++) {
            Pass pass = forward(sample);
            double[] slope = new double[problem.network().outputs()];
            loss += loss(sample, pass.output(), slope);
            pass.backward().apply(slope);
        }
        update();
        return loss;
    }

    private Pass forward(int sample) {
        int inputs = problem.network().inputs();
        int start = sample * inputs;
        return network.apply(
                problem.network().vocabulary() > 0
                        ? Arrays.stream(problem.tokens(), start, start + inputs)
                                .asDoubleStream()
                                .toArray()
                        : Rows.copyOf(problem.inputs(), start, inputs));
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

    private void update() {
        steps++;
        for (int p = 0; p < parameters.size(); p++) {
            double[] values = parameters.get(p).values();
            double[] gradient = parameters.get(p).gradient();
            if (problem.cell().work() == Work.ADAM) {
                adam(values, gradient, first.get(p), second.get(p));
            } else {
                Rows.axpy(-problem.learningRate(), gradient, 0, values, 0, values.length);
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
}
