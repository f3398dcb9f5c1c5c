package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.add;
import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;
import static dev.nacre.compiler.tensor.Scalar.div;
import static dev.nacre.compiler.tensor.Scalar.mul;
import static dev.nacre.compiler.tensor.Scalar.sub;

import dev.nacre.compiler.model.GroupNorm;
import dev.nacre.compiler.model.LayerNorm;
import dev.nacre.compiler.model.RmsNorm;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Normalisations within a sample as primitives. The mean comes first, then the variance of what is left: the difference of
 * two large sums would be no variance. A row, or a group, takes one division and one root.
 */
final class NormLowering {

    private static final Scalar SQUARE = mul(arg(0), arg(0));

    private final ProgramBuilder builder;

    NormLowering(ProgramBuilder builder) {
        this.builder = builder;
    }

    Value layerNorm(LayerNorm norm, Value x, List<Value> parameters) {
        List<Integer> last = List.of(x.shape().rank() - 1);
        int n = x.shape().last();
        Value sum = builder.sum(x, last, false);
        Value centred = builder.map(sub(arg(0), mul(arg(1), constant(1.0 / n))), x, sum);
        return scaled(centred, inverse(squares(centred, last), n, norm.eps()), parameters);
    }

    Value rmsNorm(RmsNorm norm, Value x, List<Value> parameters) {
        List<Integer> last = List.of(x.shape().rank() - 1);
        Value inverse = inverse(squares(x, last), x.shape().last(), norm.eps());
        return scaled(x, inverse, parameters);
    }

    /** With channels last: sums over all other axes, then over the few channels of each group. */
    Value groupNorm(GroupNorm norm, Value x, List<Value> parameters) {
        List<Integer> others = IntStream.range(0, x.shape().rank() - 1).boxed().toList();
        Value image = ChannelOrder.last(builder, x);
        int n = x.shape().elements() / norm.groups();
        Value sums = builder.sum(image, others, false);
        Value mean = builder.map(mul(arg(0), constant(1.0 / n)), ofGroups(norm, sums));
        Value means = ofChannels(norm, mean, sums);
        Value centred = builder.map(sub(arg(0), arg(1)), image, means);
        Value inverse = inverse(ofGroups(norm, squares(centred, others)), n, norm.eps());
        return ChannelOrder.first(builder, scaled(centred, ofChannels(norm, inverse, sums), parameters));
    }

    /** Sums of channels added up for each group: [groups, 1]. */
    private Value ofGroups(GroupNorm norm, Value sums) {
        return builder.sum(builder.reshape(sums, groups(norm, sums)), List.of(1), false);
    }

    /** A number of each group for each of its channels, in the shape of {@code channels}, whose elements do not matter. */
    private Value ofChannels(GroupNorm norm, Value numbers, Value channels) {
        Value repeated = builder.map(arg(0), numbers, builder.reshape(channels, groups(norm, channels)));
        return builder.reshape(repeated, channels.shape());
    }

    private static Shape groups(GroupNorm norm, Value channels) {
        return Shape.of(norm.groups(), channels.shape().last() / norm.groups());
    }

    private Value squares(Value x, List<Integer> axes) {
        return builder.sum(builder.map(SQUARE, x), axes, false);
    }

    /** 1 / √(sum / n + eps). */
    private Value inverse(Value sum, int n, double eps) {
        Scalar variance = add(mul(arg(0), constant(1.0 / n)), constant(eps));
        return builder.map(div(constant(1), Scalar.apply(Function.SQRT, variance)), sum);
    }

    /** Times the inverse deviation, and as parameters say. */
    private Value scaled(Value x, Value inverse, List<Value> parameters) {
        List<Value> operands = new ArrayList<>(List.of(x, inverse));
        operands.addAll(parameters);
        Scalar body = mul(arg(0), arg(1));
        body = parameters.isEmpty() ? body : mul(body, arg(2));
        body = parameters.size() < 2 ? body : add(body, arg(3));
        return builder.map(body, operands.toArray(Value[]::new));
    }
}
