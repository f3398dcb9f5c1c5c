package dev.nacre.examples.benchmarks.reference;

import dev.nacre.examples.benchmarks.network.Attention;

/**
 * Each head has its share of each row's query, key and value.
 *
 * @param project makes of each row its query, key and value, one after the other
 * @param join makes a row of what the heads have found
 */
record AttentionStep(Attention layer, LinearStep project, LinearStep join) implements Step {

    @Override
    public Pass apply(double[] x) {
        double[] projected = project.apply(x).output();
        int size = join.bias().values().length;
        double[] found = new double[x.length];
        for (int query = 0; query < x.length / size; query++) {
            for (int head = 0; head < layer.heads(); head++) {
                attend(projected, size, query, head * size / layer.heads(), found);
            }
        }
        return Pass.forwardOnly(join.apply(found).output());
    }

    /** The mean of all values, weighted by how well their keys agree with a query. */
    private void attend(double[] projected, int size, int query, int start, double[] found) {
        int width = size / layer.heads();
        int row = Attention.ROLES * size;
        double[] weights = new double[projected.length / row];
        double sum = 0;
        for (int key = 0; key < weights.length; key++) {
            double product = Rows.dot(projected, query * row + start, projected, key * row + size + start, width);
            weights[key] = Math.exp(product / Math.sqrt(width));
            sum += weights[key];
        }
        for (int key = 0; key < weights.length; key++) {
            int value = key * row + 2 * size + start;
            Rows.axpy(weights[key] / sum, projected, value, found, query * size + start, width);
        }
    }
}
