package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;

import dev.nacre.compiler.model.AdaptiveMean;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Pooling;
import dev.nacre.compiler.model.Reduction;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Windows and axes that become one element each, as primitives. */
final class PoolingLowering {

    private static final WindowAxis EACH_PLACE = new WindowAxis(1, 1, 1, 0, 0);

    /** What changes no sum when it is added, not even one of negative zeros. */
    private static final double NOTHING = -0.0;

    private final ProgramBuilder builder;

    PoolingLowering(ProgramBuilder builder) {
        this.builder = builder;
    }

    Value pooling(Pooling pooling, Value x) {
        Value last = ChannelOrder.last(builder, x);
        return ChannelOrder.first(
                builder,
                pooling.kind() == Pooling.Kind.MAX
                        ? maxima(pooling.axes(), last)
                        : means(pooling.axes(), pooling.countPadding(), last));
    }

    private Value maxima(List<WindowAxis> axes, Value x) {
        if (isOneWindow(axes, x)) {
            return builder.max(x, range(0, axes.size()));
        }
        Value windows = builder.window(x, axes, Double.NEGATIVE_INFINITY);
        return joined(builder.max(windows, range(axes.size(), 2 * axes.size())), axes.size());
    }

    private Value means(List<WindowAxis> axes, boolean countPadding, Value x) {
        Value sums = sums(axes, x);
        int size = axes.stream().map(WindowAxis::size).reduce(1, Math::multiplyExact);
        List<Integer> padded = IntStream.range(0, axes.size())
                .filter(i -> isPadded(axes.get(i)))
                .boxed()
                .toList();
        if (countPadding || padded.isEmpty()) {
            return joined(builder.map(LayerLowering.divided(size), sums), axes.size());
        }
        List<Value> operands = new ArrayList<>(List.of(joined(sums, axes.size())));
        Scalar count = constant(1);
        for (int axis = 0; axis < axes.size(); axis++) {
            boolean varies = padded.contains(axis);
            Scalar along =
                    varies ? arg(operands.size()) : constant(axes.get(axis).size());
            count = axis == 0 ? along : Scalar.mul(count, along);
            if (varies) {
                operands.add(counts(axes, axis, x));
            }
        }
        return builder.map(Scalar.div(arg(0), count), operands.toArray(Value[]::new));
    }

    private static boolean isPadded(WindowAxis axis) {
        return axis.before() > 0 || axis.after() > 0;
    }

    /** [o…, 1…, c], or [1…, c] for a window that covers everything. */
    private Value sums(List<WindowAxis> axes, Value x) {
        if (isOneWindow(axes, x)) {
            return builder.sum(x, range(0, axes.size()), false);
        }
        Value windows = builder.window(x, axes, NOTHING);
        return builder.sum(windows, range(axes.size(), 2 * axes.size()), false);
    }

    /** For each window along an axis, how many of its places are no padding: the sum of as many ones. */
    private Value counts(List<WindowAxis> axes, int axis, Value x) {
        Value line = x;
        for (int other = 0; other < x.shape().rank(); other++) {
            line = other == axis ? line : builder.slice(line, other, 0, 1);
        }
        List<WindowAxis> along = new ArrayList<>(Collections.nCopies(axes.size(), EACH_PLACE));
        along.set(axis, axes.get(axis));
        return joined(sums(along, builder.map(constant(1), line)), axes.size());
    }

    private static boolean isOneWindow(List<WindowAxis> axes, Value x) {
        return IntStream.range(0, axes.size())
                .allMatch(i -> axes.get(i).size() == x.shape().size(i) && !isPadded(axes.get(i)));
    }

    /** [o…, 1…, c] as [o…, c]. */
    private Value joined(Value windows, int axes) {
        if (windows.shape().rank() == axes + 1) {
            return windows;
        }
        List<Integer> sizes = new ArrayList<>(windows.shape().sizes().subList(0, axes));
        sizes.add(windows.shape().last());
        return builder.reshape(windows, new Shape(sizes));
    }

    Value adaptiveMean(AdaptiveMean mean, Value x) {
        Value last = ChannelOrder.last(builder, x);
        List<Integer> sizes = mean.sizes();
        boolean even =
                IntStream.range(0, sizes.size()).allMatch(i -> last.shape().size(i) % sizes.get(i) == 0);
        Value means = even ? means(bins(last.shape(), sizes), true, last) : last;
        for (int axis = 0; axis < sizes.size() && !even; axis++) {
            means = binned(means, axis, sizes.get(axis));
        }
        return ChannelOrder.first(builder, means);
    }

    private static List<WindowAxis> bins(Shape shape, List<Integer> sizes) {
        return IntStream.range(0, sizes.size())
                .map(axis -> shape.size(axis) / sizes.get(axis))
                .mapToObj(size -> new WindowAxis(size, size, 1, 0, 0))
                .toList();
    }

    /**
     * The means of {@code count} bins along an axis, which are not all of one size. Where sizes have a common divisor, bins
     * repeat, and what repeats is an axis of its own.
     */
    private Value binned(Value x, int axis, int count) {
        int size = x.shape().size(axis);
        if (size == count) {
            return x;
        }
        int repeats = BigInteger.valueOf(size).gcd(BigInteger.valueOf(count)).intValue();
        int places = size / repeats;
        int bins = count / repeats;
        Value parts = builder.reshape(x, split(x.shape(), axis, repeats, places));
        List<Value> means = new ArrayList<>();
        for (long bin = 0; bin < bins; bin++) {
            int from = (int) (bin * places / bins);
            int to = (int) (((bin + 1) * places + bins - 1) / bins);
            Value part = builder.slice(parts, axis + 1, from, to - from);
            means.add(builder.map(LayerLowering.divided(to - from), builder.sum(part, List.of(axis + 1), false)));
        }
        return builder.reshape(builder.concat(means, axis + 1), x.shape().with(axis, count));
    }

    private static Shape split(Shape shape, int axis, int outer, int inner) {
        List<Integer> sizes = new ArrayList<>(shape.sizes());
        sizes.set(axis, inner);
        sizes.add(axis, outer);
        return new Shape(sizes);
    }

    Value reduction(Reduction reduction, Value x, Lengths lengths) {
        List<Integer> axes = reduction.axes();
        Value joined = reduction.kind() == Reduction.Kind.MAX ? builder.max(x, axes) : builder.sum(x, axes, false);
        int size = axes.stream().map(axis -> x.shape().size(axis)).reduce(1, Math::multiplyExact);
        Value result = reduction.kind() == Reduction.Kind.MEAN ? divided(joined, lengths.count(size)) : joined;
        List<Integer> left = range(0, x.shape().rank()).stream()
                .filter(axis -> !axes.contains(axis))
                .map(axis -> x.shape().size(axis))
                .toList();
        return builder.reshape(result, new Shape(left));
    }

    /** Over a number that is a product of fixed sizes and lengths. */
    private Value divided(Value x, Lengths.Count count) {
        if (count.primes().isEmpty()) {
            return builder.map(LayerLowering.divided(count.fixed()), x);
        }
        List<Value> operands = new ArrayList<>(List.of(x));
        Scalar size = constant(count.fixed());
        for (int prime : count.primes()) {
            Scalar length = arg(operands.size());
            size = size.equals(constant(1)) ? length : Scalar.mul(size, length);
            operands.add(builder.axisSize(prime));
        }
        return builder.map(Scalar.div(arg(0), size), operands.toArray(Value[]::new));
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
