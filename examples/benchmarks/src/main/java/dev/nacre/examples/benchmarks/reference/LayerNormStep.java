package dev.nacre.examples.benchmarks.reference;

import dev.nacre.examples.benchmarks.network.LayerNorm;

record LayerNormStep(Parameter scale, Parameter shift) implements Step {

    @Override
    public Pass apply(double[] x) {
        int size = scale.values().length;
        double[] y = new double[x.length];
        for (int start = 0; start < x.length; start += size) {
            double mean = 0;
            double square = 0;
            for (int i = 0; i < size; i++) {
                mean += x[start + i] / size;
            }
            for (int i = 0; i < size; i++) {
                square += (x[start + i] - mean) * (x[start + i] - mean) / size;
            }
            double deviation = Math.sqrt(square + LayerNorm.EPS);
            for (int i = 0; i < size; i++) {
                y[start + i] = (x[start + i] - mean) / deviation * scale.values()[i] + shift.values()[i];
            }
        }
        return Pass.forwardOnly(y);
    }
}
