package dev.nacre.examples.benchmarks.reference;

import dev.nacre.examples.benchmarks.network.MaxPool;
import dev.nacre.examples.benchmarks.network.Shape;

/** The slope goes to the first of the largest. */
record MaxPoolStep(MaxPool layer, Shape input) implements Step {

    @Override
    public Pass apply(double[] x) {
        Shape output = layer.output(input);
        double[] y = new double[output.elements()];
        int[] largest = new int[y.length];
        for (int i = 0; i < y.length; i++) {
            int row = i / output.last();
            largest[i] = largest(x, row * layer.size() * input.last() + i % output.last() * layer.size());
            y[i] = x[largest[i]];
        }
        return new Pass(y, slope -> {
            double[] dx = new double[x.length];
            for (int i = 0; i < slope.length; i++) {
                dx[largest[i]] += slope[i];
            }
            return dx;
        });
    }

    private int largest(double[] x, int corner) {
        int largest = corner;
        for (int k = 0; k < layer.size() * layer.size(); k++) {
            int place = corner + k / layer.size() * input.last() + k % layer.size();
            largest = x[place] > x[largest] ? place : largest;
        }
        return largest;
    }
}
