package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;

import dev.nacre.compiler.model.BatchNorm;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import dev.nacre.compiler.tensor.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Batch normalisation as primitives, channels last: statistics, weight and bias are vectors [c] of the last axis. */
final class BatchNormLowering {

    private final ProgramBuilder builder;
    private final Mode mode;
    private final BatchNorm norm;
    private final Optional<Value> weight;
    private final Optional<Value> bias;
    private final Value oldMean;
    private final Value oldVariance;

    /** @param parameters weight and bias if there are any, and the running statistics as the layer finds them */
    BatchNormLowering(ProgramBuilder builder, Mode mode, BatchNorm norm, List<Value> parameters) {
        int trained = norm.affine() ? 2 : 0;
        this.builder = builder;
        this.mode = mode;
        this.norm = norm;
        this.weight = norm.affine() ? Optional.of(parameters.get(0)) : Optional.empty();
        this.bias = norm.affine() ? Optional.of(parameters.get(1)) : Optional.empty();
        this.oldMean = parameters.get(trained);
        this.oldVariance = parameters.get(trained + 1);
    }

    /**
     * What the layer makes.
     *
     * @param statistics the new running mean and variance; none in prediction
     */
    record Normalised(Value output, List<Value> statistics) {
        Normalised {
            statistics = List.copyOf(statistics);
        }
    }

    Normalised of(Value input) {
        Value x = ChannelOrder.last(builder, input);
        Normalised result = mode == Mode.TRAINING ? byBatch(x) : byRunningStatistics(x);
        return new Normalised(ChannelOrder.first(builder, result.output()), result.statistics());
    }

    /** x · scale + shift: two operations for each element, whatever precedes them can do on the way. */
    private Normalised byRunningStatistics(Value x) {
        Value scale = weight.map(w -> builder.map(Scalar.div(arg(1), deviation(arg(0))), oldVariance, w))
                .orElseGet(() -> inverseDeviation(oldVariance));
        Value shift = bias.map(b -> builder.map(Scalar.sub(arg(2), Scalar.mul(arg(0), arg(1))), oldMean, scale, b))
                .orElseGet(() -> builder.map(Scalar.neg(Scalar.mul(arg(0), arg(1))), oldMean, scale));
        Scalar body = Scalar.add(Scalar.mul(arg(0), arg(1)), arg(2));
        return new Normalised(builder.map(body, x, scale, shift), List.of());
    }

    /**
     * With the mean and the biased variance over samples and positions. The distances from the mean add up to zero, so that
     * the variance has no gradient through the mean. One map from x to the result keeps x alone for the backward pass.
     */
    private Normalised byBatch(Value x) {
        int c = x.shape().last();
        int positions = x.shape().elements() / c;
        Value n = builder.map(Scalar.mul(arg(0), constant(positions)), builder.batchSize());
        Value mean = builder.map(Scalar.div(arg(0), arg(1)), total(x), n);
        Scalar distance = Scalar.sub(arg(0), arg(1));
        Value squares = builder.map(Scalar.mul(distance, distance), x, builder.detach(mean));
        Value variance = builder.map(Scalar.div(arg(0), arg(1)), total(squares), n);
        Value inverse = inverseDeviation(variance);
        Scalar unit = Scalar.mul(distance, arg(2));
        Value output = norm.affine()
                ? builder.map(
                        Scalar.add(Scalar.mul(unit, arg(3)), arg(4)),
                        x,
                        mean,
                        inverse,
                        weight.orElseThrow(),
                        bias.orElseThrow())
                : builder.map(unit, x, mean, inverse);
        Scalar unbiased = Scalar.div(Scalar.mul(arg(0), arg(1)), Scalar.sub(arg(1), constant(1)));
        return new Normalised(
                output, List.of(running(oldMean, mean), running(oldVariance, builder.map(unbiased, variance, n))));
    }

    /** The sum over samples and positions: [c]. */
    private Value total(Value x) {
        List<Integer> positions =
                IntStream.range(0, x.shape().rank() - 1).boxed().toList();
        return builder.reshape(
                builder.sum(x, positions, true), Shape.of(x.shape().last()));
    }

    private Scalar deviation(Scalar variance) {
        return Scalar.apply(Function.SQRT, Scalar.add(variance, constant(norm.eps())));
    }

    private Value inverseDeviation(Value variance) {
        return builder.map(Scalar.div(constant(1), deviation(arg(0))), variance);
    }

    /** (1 − momentum) · old + momentum · found. */
    private Value running(Value old, Value found) {
        Scalar kept = Scalar.mul(constant(1 - norm.momentum()), arg(0));
        return builder.map(Scalar.add(kept, Scalar.mul(constant(norm.momentum()), arg(1))), old, found);
    }
}
