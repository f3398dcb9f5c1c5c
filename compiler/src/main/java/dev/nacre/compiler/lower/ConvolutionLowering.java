package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.arg;

import dev.nacre.compiler.model.Convolution;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.TransposedConvolution;
import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Convolutions as primitives. Images have their channels last, [n…, c], from a transpose in front to one behind; what lies
 * between two convolutions is thereby a matrix with a row for each place. Groups are an axis of their own, in the windows as
 * in the weight, and if each channel is a group, the channels are that axis.
 */
final class ConvolutionLowering {

    private final ProgramBuilder builder;
    private final Mode mode;
    private final List<Value> parameters;

    ConvolutionLowering(ProgramBuilder builder, Mode mode, List<Value> parameters) {
        this.builder = builder;
        this.mode = mode;
        this.parameters = parameters;
    }

    /** y[o…, m] = Σ x[windows o… at k…, c] · weight[m, c, k…], over k… and then c, + bias[m]. */
    Value convolution(Convolution convolution, Value x) {
        Value image = ChannelOrder.last(builder, x);
        Labels labels = new Labels(convolution.axes().size());
        Value product = convolution.groups() == 1 && isPlain(convolution.axes())
                ? pointwise(image, labels)
                : windowed(convolution, image, labels);
        return ChannelOrder.first(builder, biased(product, convolution.bias()));
    }

    /** Whether each place is a window of its own. */
    private static boolean isPlain(List<WindowAxis> axes) {
        return axes.stream()
                .allMatch(axis -> axis.size() == 1 && axis.stride() == 1 && axis.before() == 0 && axis.after() == 0);
    }

    /** A product with each place's channels, as that of a linear layer. */
    private Value pointwise(Value image, Labels labels) {
        Shape shape = parameters.get(0).shape();
        Value weight = builder.reshape(parameters.get(0), Shape.of(shape.size(0), shape.size(1)));
        return builder.contract(
                image,
                labels.places(labels.in),
                weight,
                List.of(labels.out, labels.in),
                labels.places(labels.out),
                false);
    }

    private Value windowed(Convolution convolution, Value image, Labels labels) {
        Value windows = windows(convolution.axes(), image);
        int groups = convolution.groups();
        Shape weight = parameters.get(0).shape();
        List<Integer> taps = weight.sizes().subList(2, weight.rank());
        if (groups == 1) {
            return builder.contract(
                    windows,
                    labels.windows(labels.in),
                    parameters.get(0),
                    labels.taps(labels.out, labels.in),
                    labels.places(labels.out),
                    false);
        } else if (groups == convolution.in() && groups == convolution.out()) {
            return builder.contract(
                    windows,
                    labels.windows(labels.in),
                    builder.reshape(parameters.get(0), shape(taps, groups)),
                    labels.taps(labels.in),
                    labels.places(labels.in),
                    false);
        }
        int out = convolution.out() / groups;
        Value product = builder.contract(
                inGroups(windows, groups),
                labels.windows(labels.group, labels.in),
                builder.reshape(parameters.get(0), shape(taps, groups, out, weight.size(1))),
                labels.taps(labels.group, labels.out, labels.in),
                labels.places(labels.group, labels.out),
                false);
        return together(product);
    }

    /** In a stream, whose steps are the axis, the one window that ends with this step: it goes over what was before. */
    private Value windows(List<WindowAxis> axes, Value image) {
        if (mode != Mode.STEP) {
            return builder.window(image, axes, 0);
        }
        WindowAxis axis = axes.get(0);
        Value recent = builder.recent(image, axis.reach(), axis.stride());
        return builder.window(recent, List.of(new WindowAxis(axis.size(), 1, axis.dilation(), 0, 0)), 0);
    }

    /** y = Σ x[n…, m] · weight[m, c, k…], added up where windows over y would read it, + bias[c]. */
    Value transposed(TransposedConvolution convolution, Value x) {
        Value image = ChannelOrder.last(builder, x);
        Labels labels = new Labels(convolution.axes().size());
        Value product = spread(convolution, image, labels);
        List<Integer> sizes = new ArrayList<>();
        for (int axis = 0; axis < convolution.axes().size(); axis++) {
            sizes.add(length(convolution.axes().get(axis), image.shape().size(axis)));
        }
        Value folded = builder.fold(product, convolution.axes(), sizes);
        return ChannelOrder.first(builder, biased(folded, convolution.bias()));
    }

    /** What all windows hold. */
    private Value spread(TransposedConvolution convolution, Value image, Labels labels) {
        int groups = convolution.groups();
        Shape weight = parameters.get(0).shape();
        List<Integer> taps = weight.sizes().subList(2, weight.rank());
        if (groups == 1) {
            return builder.contract(
                    image,
                    labels.places(labels.in),
                    parameters.get(0),
                    labels.taps(labels.in, labels.out),
                    labels.windows(labels.out),
                    false);
        } else if (groups == convolution.in() && groups == convolution.out()) {
            return builder.contract(
                    image,
                    labels.places(labels.in),
                    builder.reshape(parameters.get(0), shape(taps, groups)),
                    labels.taps(labels.in),
                    labels.windows(labels.in),
                    false);
        }
        int in = convolution.in() / groups;
        Value product = builder.contract(
                inGroups(image, groups),
                labels.places(labels.group, labels.in),
                builder.reshape(parameters.get(0), shape(taps, groups, in, weight.size(1))),
                labels.taps(labels.group, labels.in, labels.out),
                labels.windows(labels.group, labels.out),
                false);
        return together(product);
    }

    /** The shortest axis over which there are {@code windows} windows. */
    private static int length(WindowAxis axis, int windows) {
        return (windows - 1) * axis.stride() + axis.reach() - axis.before() - axis.after();
    }

    private Value biased(Value product, boolean bias) {
        return bias ? builder.map(Scalar.add(arg(0), arg(1)), product, parameters.get(1)) : product;
    }

    /** [.., c] as [.., groups, c / groups]. */
    private Value inGroups(Value value, int groups) {
        Shape shape = value.shape();
        List<Integer> sizes = new ArrayList<>(shape.sizes().subList(0, shape.rank() - 1));
        sizes.add(groups);
        sizes.add(shape.last() / groups);
        return builder.reshape(value, new Shape(sizes));
    }

    /** [.., groups, c] as [.., groups · c]. */
    private Value together(Value value) {
        Shape shape = value.shape();
        List<Integer> sizes = new ArrayList<>(shape.sizes().subList(0, shape.rank() - 2));
        sizes.add(shape.size(-2) * shape.last());
        return builder.reshape(value, new Shape(sizes));
    }

    private static Shape shape(List<Integer> taps, int... first) {
        List<Integer> sizes = new ArrayList<>(IntStream.of(first).boxed().toList());
        sizes.addAll(taps);
        return new Shape(sizes);
    }

    /** The labels of a contraction with windows over {@code axes} axes. */
    private static final class Labels {

        private final int axes;
        private final int in;
        private final int out;
        private final int group;

        Labels(int axes) {
            this.axes = axes;
            this.in = 2 * axes;
            this.out = in + 1;
            this.group = in + 2;
        }

        /** o…, then {@code last}. */
        List<Integer> places(Integer... last) {
            return join(IntStream.range(0, axes), last);
        }

        /** o…, k…, then {@code last}. */
        List<Integer> windows(Integer... last) {
            return join(IntStream.range(0, 2 * axes), last);
        }

        private static List<Integer> join(IntStream first, Integer... last) {
            List<Integer> labels = new ArrayList<>(first.boxed().toList());
            labels.addAll(List.of(last));
            return labels;
        }

        /** {@code first}, then k…. */
        List<Integer> taps(Integer... first) {
            List<Integer> labels = new ArrayList<>(List.of(first));
            labels.addAll(IntStream.range(axes, 2 * axes).boxed().toList());
            return labels;
        }
    }
}
