package dev.nacre.examples.benchmarks.reference;

import dev.nacre.examples.benchmarks.network.Activation;
import java.util.Arrays;

record ActivationStep(Activation function) implements Step {

    @Override
    public Pass apply(double[] x) {
        return new Pass(Arrays.stream(x).map(function::value).toArray(), slope -> backward(x, slope));
    }

    private double[] backward(double[] x, double[] slope) {
        double[] dx = new double[x.length];
        for (int i = 0; i < dx.length; i++) {
            dx[i] = slope[i] * function.slope(x[i]);
        }
        return dx;
    }
}
