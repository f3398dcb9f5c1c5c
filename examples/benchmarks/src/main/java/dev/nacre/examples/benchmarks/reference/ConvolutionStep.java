package dev.nacre.examples.benchmarks.reference;

import dev.nacre.examples.benchmarks.network.Convolution;
import dev.nacre.examples.benchmarks.network.Shape;

/** Images as [channels, height, width], kernels as [out, in, height, width]. */
record ConvolutionStep(Convolution layer, Shape input, Parameter kernels, Parameter bias) implements Step {

    /** Takes the places that are multiplied with each other, one pair after the other. */
    @FunctionalInterface
    private interface Product {
        void of(int output, int input, int weight);
    }

    @Override
    public Pass apply(double[] x) {
        int pixels = input.size(1) * input.size(2);
        double[] y = new double[layer.channels() * pixels];
        for (int i = 0; i < y.length; i++) {
            y[i] = bias.values()[i / pixels];
        }
        forEachProduct((output, in, weight) -> y[output] += x[in] * kernels.values()[weight]);
        return new Pass(y, slope -> backward(x, slope));
    }

    private double[] backward(double[] x, double[] slope) {
        int pixels = input.size(1) * input.size(2);
        for (int i = 0; i < slope.length; i++) {
            bias.gradient()[i / pixels] += slope[i];
        }
        double[] dx = new double[x.length];
        forEachProduct((output, in, weight) -> {
            kernels.gradient()[weight] += slope[output] * x[in];
            dx[in] += slope[output] * kernels.values()[weight];
        });
        return dx;
    }

    private void forEachProduct(Product product) {
        int size = layer.kernel();
        for (int out = 0; out < layer.channels(); out++) {
            for (int in = 0; in < input.size(0); in++) {
                for (int k = 0; k < size * size; k++) {
                    int weight = (out * input.size(0) + in) * size * size + k;
                    shifted(out, in, k / size - layer.padding(), k % size - layer.padding(), weight, product);
                }
            }
        }
    }

    /** Every pixel that has another so far away; where there is none, it would be zero. */
    private void shifted(int out, int in, int down, int right, int weight, Product product) {
        int height = input.size(1);
        int width = input.size(2);
        for (int y = Math.max(0, -down); y < Math.min(height, height - down); y++) {
            for (int x = Math.max(0, -right); x < Math.min(width, width - right); x++) {
                int from = (in * height + y + down) * width + x + right;
                product.of((out * height + y) * width + x, from, weight);
            }
        }
    }
}
