package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;

import dev.nacre.compiler.model.Operation;
import dev.nacre.compiler.model.Operation.Activation;
import dev.nacre.compiler.model.Operation.Concat;
import dev.nacre.compiler.model.Operation.Dropout;
import dev.nacre.compiler.model.Operation.Flatten;
import dev.nacre.compiler.model.Operation.Join;
import dev.nacre.compiler.model.Operation.Linear;
import dev.nacre.compiler.model.Operation.Prelu;
import dev.nacre.compiler.model.Operation.Softmax;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Scalar.Unary.Function;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** One layer as primitives. */
final class LayerLowering implements Operation.Cases<Value> {

    /** The most inputs of a join that meet in one loop. */
    private static final int JOINED_AT_ONCE = 8;

    private final ProgramBuilder builder;
    private final Mode mode;
    private final int index;
    private final List<Value> inputs;
    private final List<Value> parameters;

    /** @param index the layer's place in the network, which tells its random numbers from those of other layers */
    LayerLowering(ProgramBuilder builder, Mode mode, int index, List<Value> inputs, List<Value> parameters) {
        this.builder = builder;
        this.mode = mode;
        this.index = index;
        this.inputs = inputs;
        this.parameters = parameters;
    }

    private Value input() {
        return inputs.get(0);
    }

    /** y[.., n] = Σₖ x[.., k] · weight[n, k] + bias[n]. */
    @Override
    public Value linear(Linear linear) {
        int k = input().shape().rank() - 1;
        int n = k + 1;
        List<Integer> leading = IntStream.range(0, k).boxed().toList();
        Value product =
                builder.contract(input(), with(leading, k), parameters.get(0), List.of(n, k), with(leading, n), false);
        return linear.bias() ? builder.map(Scalar.add(arg(0), arg(1)), product, parameters.get(1)) : product;
    }

    private static List<Integer> with(List<Integer> labels, int last) {
        List<Integer> all = new ArrayList<>(labels);
        all.add(last);
        return all;
    }

    @Override
    public Value activation(Activation activation) {
        return builder.map(ActivationBody.of(activation), input());
    }

    @Override
    public Value prelu(Prelu prelu) {
        Scalar negative = Scalar.mul(arg(1), arg(0));
        return builder.map(
                Scalar.select(Comparison.GT, arg(0), constant(0), arg(0), negative), input(), parameters.get(0));
    }

    /**
     * With d = x − max x: exp(d) · (1 / Σ exp(d)), so that there is one division a row, forward and backward; or its
     * logarithm d − log Σ exp(d). The shift cancels in both, so it needs no gradient.
     */
    @Override
    public Value softmax(Softmax softmax) {
        List<Integer> axis = List.of(softmax.axis());
        Value max = builder.detach(builder.max(input(), axis));
        Scalar shift = Scalar.sub(arg(0), arg(1));
        if (softmax.log()) {
            Value shifted = builder.map(shift, input(), max);
            Value sum = builder.sum(builder.map(Scalar.apply(Function.EXP, arg(0)), shifted), axis, false);
            return builder.map(shift, shifted, builder.map(Scalar.apply(Function.LOG, arg(0)), sum));
        }
        Value powers = builder.map(Scalar.apply(Function.EXP, shift), input(), max);
        Value inverse = builder.map(Scalar.div(constant(1), arg(0)), builder.sum(powers, axis, false));
        return builder.map(Scalar.mul(arg(0), arg(1)), powers, inverse);
    }

    @Override
    public Value dropout(Dropout dropout) {
        if (mode == Mode.PREDICTION || dropout.p() == 0) {
            return input();
        }
        if (dropout.p() == 1) {
            return builder.map(constant(0), input());
        }
        Value uniform = builder.random(input().shape(), index);
        Scalar kept = Scalar.mul(arg(0), constant(1 / (1 - dropout.p())));
        return builder.map(
                Scalar.select(Comparison.LT, arg(1), constant(dropout.p()), constant(0), kept), input(), uniform);
    }

    @Override
    public Value flatten(Flatten flatten) {
        return builder.reshape(input(), Shape.of(input().shape().elements()));
    }

    @Override
    public Value concat(Concat concat) {
        return builder.concat(inputs, concat.axis());
    }

    /** In steps of a few inputs each: a loop has a register for each of its arrays, and a Java method few parameters. */
    @Override
    public Value join(Join join) {
        Value joined = input();
        for (int from = 1; from < inputs.size(); from += JOINED_AT_ONCE - 1) {
            List<Value> operands = new ArrayList<>(List.of(joined));
            operands.addAll(inputs.subList(from, Math.min(inputs.size(), from + JOINED_AT_ONCE - 1)));
            Scalar body = arg(0);
            for (int i = 1; i < operands.size(); i++) {
                body = join.kind() == Join.Kind.PRODUCT ? Scalar.mul(body, arg(i)) : Scalar.add(body, arg(i));
            }
            joined = builder.map(body, operands.toArray(Value[]::new));
        }
        return join.kind() == Join.Kind.MEAN ? builder.map(divided(inputs.size()), joined) : joined;
    }

    /** Times 1/n where that is the same number, because it is much cheaper. */
    private static Scalar divided(int n) {
        return Integer.bitCount(n) == 1 ? Scalar.mul(arg(0), constant(1.0 / n)) : Scalar.div(arg(0), constant(n));
    }
}
