package dev.nacre.compiler.oracle;

import dev.nacre.compiler.model.EncoderLayer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Layers of sequences [t, n]: linear ones and attention, row by row. */
final class Rows {

    private Rows() {}

    /** x Wᵀ + b for each row along the last axis; {@code bias} may be empty. */
    static Grid linear(Grid x, double[] weight, double[] bias) {
        int in = x.last();
        int out = weight.length / in;
        int[] sizes = x.sizes().clone();
        sizes[sizes.length - 1] = out;
        double[] y = new double[x.values().length / in * out];
        for (int i = 0; i < y.length; i++) {
            double sum = bias.length == 0 ? 0 : bias[i % out];
            for (int k = 0; k < in; k++) {
                sum += x.values()[i / out * in + k] * weight[i % out * in + k];
            }
            y[i] = sum;
        }
        return new Grid(sizes, y);
    }

    /**
     * Attention between projections.
     *
     * @param heads of it
     * @param causal whether row i looks at rows up to i alone
     * @param seen whether each row may be looked at
     */
    record Looking(int heads, boolean causal, IntPredicate seen) {}

    /** @param parameters in_proj_weight, in_proj_bias, out_proj.weight, out_proj.bias; biases may be left out */
    static Grid attention(Looking looking, Grid x, Grid memory, List<double[]> parameters) {
        double[] none = {};
        List<double[]> all =
                parameters.size() == 4 ? parameters : List.of(parameters.get(0), none, parameters.get(1), none);
        Grid asking = linear(x, all.get(0), all.get(1));
        Grid asked = linear(memory, all.get(0), all.get(1));
        int width = x.last();
        List<Grid> parts =
                List.of(columns(asking, 0, width), columns(asked, width, width), columns(asked, 2 * width, width));
        return linear(dotProduct(looking, parts), all.get(2), all.get(3));
    }

    private static Grid columns(Grid x, int from, int count) {
        int rows = x.sizes()[0];
        double[] values = IntStream.range(0, rows * count)
                .mapToDouble(i -> x.at(i / count, from + i % count))
                .toArray();
        return new Grid(new int[] {rows, count}, values);
    }

    /** @param inputs queries, keys and values */
    static Grid dotProduct(Looking looking, List<Grid> inputs) {
        Grid query = inputs.get(0);
        Grid value = inputs.get(2);
        int rows = query.sizes()[0];
        int taken = value.last() / looking.heads();
        double[] joined = new double[rows * value.last()];
        for (int head = 0; head < looking.heads(); head++) {
            for (int i = 0; i < rows; i++) {
                int most = looking.causal() ? i : value.sizes()[0] - 1;
                int[] seen = IntStream.rangeClosed(0, Math.min(most, value.sizes()[0] - 1))
                        .filter(looking.seen())
                        .toArray();
                double[] weights = softmax(scores(looking.heads(), head, i, seen, inputs));
                for (int j = 0; j < seen.length; j++) {
                    for (int k = head * taken; k < (head + 1) * taken; k++) {
                        joined[i * value.last() + k] += weights[j] * value.at(seen[j], k);
                    }
                }
            }
        }
        return new Grid(new int[] {rows, value.last()}, joined);
    }

    private static double[] scores(int heads, int head, int row, int[] seen, List<Grid> inputs) {
        Grid query = inputs.get(0);
        Grid key = inputs.get(1);
        int size = query.last() / heads;
        double[] scores = new double[seen.length];
        for (int j = 0; j < scores.length; j++) {
            for (int k = head * size; k < (head + 1) * size; k++) {
                scores[j] += query.at(row, k) * key.at(seen[j], k) / Math.sqrt(size);
            }
        }
        return scores;
    }

    static Grid encoder(EncoderLayer layer, Looking looking, Grid x, List<double[]> p) {
        List<double[]> attention = p.subList(0, 4);
        List<double[]> first = p.subList(8, 10);
        List<double[]> second = p.subList(10, 12);
        if (layer.normFirst()) {
            Grid norm = layerNorm(x, layer.eps(), first);
            Grid seen = sum(x, attention(looking, norm, norm, attention));
            return sum(seen, feedForward(layer, layerNorm(seen, layer.eps(), second), p));
        }
        Grid seen = layerNorm(sum(x, attention(looking, x, x, attention)), layer.eps(), first);
        return layerNorm(sum(seen, feedForward(layer, seen, p)), layer.eps(), second);
    }

    private static Grid feedForward(EncoderLayer layer, Grid x, List<double[]> p) {
        Grid inner = linear(x, p.get(4), p.get(5));
        double[] activated = Arrays.stream(inner.values())
                .map(value -> Activations.of(layer.activation(), value))
                .toArray();
        return linear(inner.with(activated), p.get(6), p.get(7));
    }

    static Grid layerNorm(Grid x, double eps, List<double[]> affine) {
        return Norms.scaled(Norms.normalised(x, x.last(), eps), affine, i -> i % x.last());
    }

    private static Grid sum(Grid a, Grid b) {
        double[] sums = a.values().clone();
        Arrays.setAll(sums, i -> sums[i] + b.values()[i]);
        return a.with(sums);
    }

    static double[] softmax(double[] x) {
        double max = Arrays.stream(x).max().orElse(0);
        double sum = Arrays.stream(x).map(value -> Math.exp(value - max)).sum();
        return Arrays.stream(x).map(value -> Math.exp(value - max) / sum).toArray();
    }

    /** Of {@code [t, directions · hidden]}, the last state of each direction. */
    static double[] finalState(Grid x, int hidden, boolean bidirectional) {
        List<Double> state = new ArrayList<>();
        double[] end = x.row(x.sizes()[0] - 1);
        for (int i = 0; i < hidden; i++) {
            state.add(end[i]);
        }
        for (int i = hidden; bidirectional && i < 2 * hidden; i++) {
            state.add(x.row(0)[i]);
        }
        return state.stream().mapToDouble(value -> value).toArray();
    }
}
