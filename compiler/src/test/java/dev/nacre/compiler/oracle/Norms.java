package dev.nacre.compiler.oracle;

import dev.nacre.compiler.model.BatchNorm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Normalisations: of rows, of groups of channels, and over the batch. */
final class Norms {

    private Norms() {}

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }

    /** Divided by the number of values, less one for the unbiased one. */
    static double variance(double[] values, int less) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - less);
    }

    /** Neighbouring elements, {@code width} at a time. */
    static Grid normalised(Grid x, int width, double eps) {
        double[] y = new double[x.values().length];
        for (int from = 0; from < y.length; from += width) {
            double[] part = Arrays.copyOfRange(x.values(), from, from + width);
            double root = Math.sqrt(variance(part, 0) + eps);
            double mean = mean(part);
            for (int i = 0; i < width; i++) {
                y[from + i] = (part[i] - mean) / root;
            }
        }
        return x.with(y);
    }

    static Grid rms(Grid x, double eps) {
        double[] y = new double[x.values().length];
        int width = x.last();
        for (int i = 0; i < y.length; i++) {
            double[] row = Arrays.copyOfRange(x.values(), i / width * width, i / width * width + width);
            double squares = Arrays.stream(row).map(value -> value * value).sum();
            y[i] = x.values()[i] / Math.sqrt(squares / width + eps);
        }
        return x.with(y);
    }

    /** Times the weight, plus the bias if there is one, that belong to an element's index; without any it is {@code x}. */
    static Grid scaled(Grid x, List<double[]> parameters, IntUnaryOperator of) {
        if (parameters.isEmpty()) {
            return x;
        }
        double[] y = x.values().clone();
        for (int i = 0; i < y.length; i++) {
            int at = of.applyAsInt(i);
            y[i] = y[i] * parameters.get(0)[at]
                    + (parameters.size() > 1 ? parameters.get(1)[at] : 0);
        }
        return x.with(y);
    }

    /** Of all samples. {@code buffers} has the running statistics under {@code names}, which training changes. */
    static List<Grid> batchNorm(
            BatchNorm layer,
            List<Grid> xs,
            List<double[]> affine,
            List<String> names,
            Map<String, double[]> buffers,
            boolean training) {
        int channels = xs.get(0).sizes()[0];
        int width = xs.get(0).values().length / channels;
        double[] mean = NetworkOracle.named(buffers, names.get(0)).clone();
        double[] variance = NetworkOracle.named(buffers, names.get(1)).clone();
        if (training) {
            double[] newMean = mean.clone();
            double[] newVariance = variance.clone();
            for (int c = 0; c < channels; c++) {
                int channel = c;
                double[] all = xs.stream()
                        .flatMapToDouble(x -> Arrays.stream(x.row(channel)))
                        .toArray();
                newMean[c] = (1 - layer.momentum()) * mean[c] + layer.momentum() * mean(all);
                newVariance[c] = (1 - layer.momentum()) * variance[c] + layer.momentum() * variance(all, 1);
                mean[c] = mean(all);
                variance[c] = variance(all, 0);
            }
            buffers.put(names.get(0), newMean);
            buffers.put(names.get(1), newVariance);
        }
        return xs.stream()
                .map(x -> x.with(IntStream.range(0, x.values().length)
                        .mapToDouble(
                                i -> (x.values()[i] - mean[i / width]) / Math.sqrt(variance[i / width] + layer.eps()))
                        .toArray()))
                .map(x -> scaled(x, affine, i -> i / width))
                .toList();
    }
}
