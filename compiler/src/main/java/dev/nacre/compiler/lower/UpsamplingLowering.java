package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.add;
import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;
import static dev.nacre.compiler.tensor.Scalar.mul;

import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.model.Upsampling;
import dev.nacre.compiler.model.WindowAxis;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Upsampling as primitives. */
final class UpsamplingLowering {

    private final ProgramBuilder builder;
    private final Lengths lengths;

    UpsamplingLowering(ProgramBuilder builder, Lengths lengths) {
        this.builder = builder;
        this.lengths = lengths;
    }

    Value upsampling(Upsampling upsampling, Value x) {
        List<Integer> factors = upsampling.factors();
        if (factors.stream().allMatch(factor -> factor == 1)) {
            return x;
        }
        Value result = ChannelOrder.last(builder, x);
        if (!upsampling.linear()) {
            return ChannelOrder.first(builder, repeated(result, factors));
        }
        for (int axis = factors.size() - 1; axis >= 0; axis--) {
            result = interpolated(result, axis, factors.get(axis));
        }
        return ChannelOrder.first(builder, result);
    }

    /** Each element fills a window of its own: what the gradient of a sum over windows is. */
    private Value repeated(Value x, List<Integer> factors) {
        List<WindowAxis> windows = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (int axis = 0; axis < factors.size(); axis++) {
            int factor = factors.get(axis);
            WindowAxis window = new WindowAxis(factor, factor, 1, 0, 0);
            boolean counted = !lengths.count(x.shape().size(axis)).primes().isEmpty();
            windows.add(counted ? window.counting(x.shape().size(axis)) : window);
            sizes.add(Math.multiplyExact(x.shape().size(axis), factor));
        }
        List<Integer> each = new ArrayList<>(x.shape().sizes());
        each.addAll(factors.size(), Collections.nCopies(factors.size(), 1));
        return builder.fold(builder.reshape(x, new Shape(each)), windows, sizes);
    }

    /**
     * As PyTorch with {@code align_corners = false}: element i · factor + p of the result is at i + (p + 0.5) / factor − 0.5,
     * on the line between its two neighbours; beyond the ends, it is as at the ends.
     */
    private Value interpolated(Value x, int axis, int factor) {
        int size = x.shape().size(axis);
        List<Integer> single = new ArrayList<>(x.shape().sizes());
        single.add(axis + 1, 1);
        List<Value> phases = new ArrayList<>();
        for (int phase = 0; phase < factor; phase++) {
            double offset = (phase + 0.5) / factor - 0.5;
            phases.add(builder.reshape(shifted(x, axis, offset), new Shape(single)));
        }
        return builder.reshape(
                builder.concat(phases, axis + 1), x.shape().with(axis, Math.multiplyExact(size, factor)));
    }

    private Value shifted(Value x, int axis, double offset) {
        if (offset == 0) {
            return x;
        }
        int last = x.shape().size(axis) - 1;
        Value neighbour = x;
        if (last > 0 && offset < 0) {
            neighbour = builder.concat(List.of(builder.slice(x, axis, 0, 1), builder.slice(x, axis, 0, last)), axis);
        } else if (last > 0) {
            neighbour = builder.concat(List.of(builder.slice(x, axis, 1, last), builder.slice(x, axis, last, 1)), axis);
        }
        double weight = Math.abs(offset);
        return builder.map(add(mul(constant(1 - weight), arg(0)), mul(constant(weight), arg(1))), x, neighbour);
    }
}
