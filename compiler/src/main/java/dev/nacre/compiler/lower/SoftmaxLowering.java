package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;

import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import dev.nacre.compiler.tensor.Value;
import java.util.List;

/**
 * Softmax and its logarithm as primitives. With d = x − max x: exp(d) · (1 / Σ exp(d)), so that there is one division a row,
 * forward and backward; or d − log Σ exp(d). The shift cancels in both, so it needs no gradient.
 */
final class SoftmaxLowering {

    private static final Scalar SHIFT = Scalar.sub(arg(0), arg(1));

    private final ProgramBuilder builder;

    SoftmaxLowering(ProgramBuilder builder) {
        this.builder = builder;
    }

    Value softmax(Value x, int axis) {
        Value powers = builder.map(Scalar.apply(Function.EXP, SHIFT), x, maximum(x, axis));
        Value inverse = builder.map(Scalar.div(constant(1), arg(0)), builder.sum(powers, List.of(axis), false));
        return builder.map(Scalar.mul(arg(0), arg(1)), powers, inverse);
    }

    /** The same, and zeros where all of x is minus infinity, of which {@link #softmax} makes NaN. */
    Value softmaxOrZero(Value x, int axis) {
        Scalar shift = Scalar.sub(arg(0), Scalar.max(arg(1), constant(-Float.MAX_VALUE)));
        Value powers = builder.map(Scalar.apply(Function.EXP, shift), x, maximum(x, axis));
        Scalar inverse =
                Scalar.select(Comparison.LE, arg(0), constant(0), constant(0), Scalar.div(constant(1), arg(0)));
        Value sum = builder.map(inverse, builder.sum(powers, List.of(axis), false));
        return builder.map(Scalar.mul(arg(0), arg(1)), powers, sum);
    }

    Value logSoftmax(Value x, int axis) {
        Value shifted = builder.map(SHIFT, x, maximum(x, axis));
        Value sum = builder.sum(builder.map(Scalar.apply(Function.EXP, arg(0)), shifted), List.of(axis), false);
        return builder.map(SHIFT, shifted, builder.map(Scalar.apply(Function.LOG, arg(0)), sum));
    }

    private Value maximum(Value x, int axis) {
        return builder.detach(builder.max(x, List.of(axis)));
    }
}
