package dev.nacre.compiler.oracle;

import dev.nacre.compiler.model.AdaptiveMean;
import dev.nacre.compiler.model.Convolution;
import dev.nacre.compiler.model.Pooling;
import dev.nacre.compiler.model.TransposedConvolution;
import dev.nacre.compiler.model.Upsampling;
import dev.nacre.compiler.model.WindowAxis;
import java.util.List;

/** Convolutions, pools and upsampling of images [c, n…], element by element. */
final class WindowLayers {

    private WindowLayers() {}

    /** The place of the image that tap {@code tap} of window {@code window} sees, in a channel. */
    private static int[] seen(List<WindowAxis> axes, int channel, int[] window, int[] tap) {
        int[] place = new int[axes.size() + 1];
        place[0] = channel;
        for (int i = 0; i < axes.size(); i++) {
            WindowAxis axis = axes.get(i);
            place[i + 1] = window[i] * axis.stride() + tap[i] * axis.dilation() - axis.before();
        }
        return place;
    }

    private static int[] taps(List<WindowAxis> axes) {
        return axes.stream().mapToInt(WindowAxis::size).toArray();
    }

    private static int[] behindChannel(int[] place) {
        int[] rest = new int[place.length - 1];
        System.arraycopy(place, 1, rest, 0, rest.length);
        return rest;
    }

    static Grid convolution(Convolution layer, Grid x, int[] output, double[] weight, double[] bias) {
        int[] taps = taps(layer.axes());
        int each = Grid.elements(taps);
        int in = layer.in() / layer.groups();
        int out = layer.out() / layer.groups();
        return Grid.of(output, place -> {
            double sum = layer.bias() ? bias[place[0]] : 0;
            for (int channel = 0; channel < in; channel++) {
                int from = place[0] / out * in + channel;
                for (int tap = 0; tap < each; tap++) {
                    int[] seen = seen(layer.axes(), from, behindChannel(place), Grid.place(taps, tap));
                    if (x.has(seen)) {
                        sum += x.at(seen) * weight[(place[0] * in + channel) * each + tap];
                    }
                }
            }
            return sum;
        });
    }

    /** Each element of the input adds its products with the weight where its window lies in the output. */
    static Grid transposed(TransposedConvolution layer, Grid x, int[] output, double[] weight, double[] bias) {
        int[] taps = taps(layer.axes());
        int each = Grid.elements(taps);
        int in = layer.in() / layer.groups();
        int out = layer.out() / layer.groups();
        Grid y = Grid.of(output, place -> layer.bias() ? bias[place[0]] : 0);
        for (int i = 0; i < x.values().length; i++) {
            int[] place = Grid.place(x.sizes(), i);
            for (int channel = 0; channel < out; channel++) {
                for (int tap = 0; tap < each; tap++) {
                    int to = place[0] / in * out + channel;
                    int[] seen = seen(layer.axes(), to, behindChannel(place), Grid.place(taps, tap));
                    if (y.has(seen)) {
                        y.values()[y.index(seen)] += x.values()[i] * weight[(place[0] * out + channel) * each + tap];
                    }
                }
            }
        }
        return y;
    }

    static Grid pooling(Pooling layer, Grid x, int[] output) {
        int[] taps = taps(layer.axes());
        int each = Grid.elements(taps);
        boolean max = layer.kind() == Pooling.Kind.MAX;
        return Grid.of(output, place -> {
            double joined = max ? Double.NEGATIVE_INFINITY : 0;
            int inside = 0;
            for (int tap = 0; tap < each; tap++) {
                int[] seen = seen(layer.axes(), place[0], behindChannel(place), Grid.place(taps, tap));
                if (x.has(seen)) {
                    inside++;
                    joined = max ? Math.max(joined, x.at(seen)) : joined + x.at(seen);
                }
            }
            return max ? joined : joined / (layer.countPadding() ? each : inside);
        });
    }

    static Grid adaptiveMean(AdaptiveMean layer, Grid x, int[] output) {
        return Grid.of(output, place -> {
            double sum = 0;
            int count = 0;
            for (int i = 0; i < x.values().length; i++) {
                int[] from = Grid.place(x.sizes(), i);
                boolean inside = from[0] == place[0];
                for (int axis = 1; axis < place.length; axis++) {
                    int n = x.sizes()[axis];
                    int bins = layer.sizes().get(axis - 1);
                    int start = (int) Math.floor((double) place[axis] * n / bins);
                    int end = (int) Math.ceil((place[axis] + 1.0) * n / bins);
                    inside &= from[axis] >= start && from[axis] < end;
                }
                sum += inside ? x.values()[i] : 0;
                count += inside ? 1 : 0;
            }
            return sum / count;
        });
    }

    static Grid upsampling(Upsampling layer, Grid x, int[] output) {
        return Grid.of(output, place -> upsampled(layer, x, place, 0));
    }

    /** Along one axis after the other; {@code place} is of the input in those before {@code axis}. */
    private static double upsampled(Upsampling layer, Grid x, int[] place, int axis) {
        if (axis == layer.factors().size()) {
            return x.at(place);
        }
        int factor = layer.factors().get(axis);
        if (!layer.linear()) {
            return upsampled(layer, x, with(place, axis + 1, place[axis + 1] / factor), axis + 1);
        }
        double source = Math.max(0, (place[axis + 1] + 0.5) / factor - 0.5);
        int lower = (int) source;
        int upper = Math.min(lower + 1, x.sizes()[axis + 1] - 1);
        return (1 - (source - lower)) * upsampled(layer, x, with(place, axis + 1, lower), axis + 1)
                + (source - lower) * upsampled(layer, x, with(place, axis + 1, upper), axis + 1);
    }

    private static int[] with(int[] place, int axis, int at) {
        int[] other = place.clone();
        other[axis] = at;
        return other;
    }
}
