package dev.nacre.compiler.grad;

import static dev.nacre.compiler.tensor.Scalar.arg;

import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Broadcast;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.ScalarRewriting;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of a map: the one that arrives times the body's derivative, summed over what was broadcast. Where the
 * derivative does not vary over that, the sum comes first; but a parameter's comes last, because what it makes is added to the
 * parameter's gradient as it is.
 */
final class MapGradient {

    private final ProgramBuilder builder;
    private final Lengths lengths;
    private final Primitive.Map map;
    private final Value result;
    private final Value gradient;

    /** @param gradient the gradient of {@code result}, of its shape or to be broadcast to it */
    MapGradient(ProgramBuilder builder, Lengths lengths, Primitive.Map map, Value result, Value gradient) {
        this.builder = builder;
        this.lengths = lengths;
        this.map = map;
        this.result = result;
        this.gradient = gradient;
    }

    /** The gradient of one operand, empty if it is zero everywhere. */
    Optional<Value> of(int operand) {
        Scalar exact = ScalarDerivative.of(map.body(), operand);
        if (exact.equals(ScalarSimplifier.ZERO)) {
            return Optional.empty();
        }
        Scalar derivative =
                SavedOutput.prefer(exact, map.body(), arg(map.operands().size()));
        List<Value> factors = new ArrayList<>(map.operands());
        factors.add(result);
        Value target = map.operands().get(operand);
        boolean uniform = derivative.arguments().stream().allMatch(read -> spans(target, factors.get(read)));
        if (!target.batched()) {
            Value full = Adjoints.expanded(builder, gradient, result);
            return Optional.of(
                    uniform && !isParameter(target)
                            ? product(summed(full, target), derivative, factors)
                            : summed(product(full, derivative, factors), target));
        }
        return Optional.of(
                uniform
                        ? product(summed(gradient, target), derivative, factors)
                        : summed(product(gradient, derivative, factors), target));
    }

    /** Whether a value is a parameter, or some of its elements under another shape. */
    private boolean isParameter(Value value) {
        Primitive primitive = builder.primitive(value);
        boolean computed = primitive instanceof Primitive.Map || primitive instanceof Primitive.Reduce;
        return primitive instanceof Primitive.Parameter
                || (!computed && primitive.operands().stream().anyMatch(this::isParameter));
    }

    /** Whether {@code factor} varies only along the axes that {@code target} has too. */
    private static boolean spans(Value target, Value factor) {
        boolean axes = Broadcast.shape(List.of(target.shape(), factor.shape())).equals(target.shape());
        return axes && (target.batched() || !factor.batched());
    }

    /** One map of the gradient and those of the factors that the derivative reads. */
    private Value product(Value incoming, Scalar derivative, List<Value> factors) {
        List<Integer> read = List.copyOf(derivative.arguments());
        List<Value> operands = new ArrayList<>();
        operands.add(incoming);
        read.forEach(factor -> operands.add(factors.get(factor)));
        Scalar renumbered = ScalarRewriting.rewrite(
                derivative,
                part -> part instanceof Scalar.Arg old
                        ? Optional.of(arg(1 + read.indexOf(old.index())))
                        : Optional.empty());
        return builder.map(ScalarSimplifier.product(arg(0), renumbered), operands.toArray(Value[]::new));
    }

    /** {@code whole} summed over the axes, and the batch, along which {@code target} was repeated. */
    private Value summed(Value whole, Value target) {
        Shape shape = result.shape();
        List<Integer> axes = new ArrayList<>();
        int copies = 1;
        for (int fromLast = 1; fromLast <= shape.rank(); fromLast++) {
            boolean repeated = Broadcast.size(target.shape(), fromLast) < shape.size(-fromLast);
            if (repeated && Broadcast.size(whole.shape(), fromLast) > 1) {
                axes.add(0, whole.shape().rank() - fromLast);
            } else if (repeated) {
                copies *= shape.size(-fromLast);
            }
        }
        Value sum = builder.sum(whole, axes, whole.batched() && !target.batched());
        return withoutLeadingAxes(
                times(sum, lengths.count(copies)), target.shape().rank());
    }

    /** A value so many times; how many may be known when the model is called. */
    private Value times(Value value, Lengths.Count copies) {
        List<Value> operands = new ArrayList<>(List.of(value));
        Scalar factor = Scalar.constant(copies.fixed());
        for (int prime : copies.primes()) {
            factor = ScalarSimplifier.product(factor, arg(operands.size()));
            operands.add(builder.axisSize(prime));
        }
        return builder.map(ScalarSimplifier.product(factor, arg(0)), operands.toArray(Value[]::new));
    }

    private Value withoutLeadingAxes(Value value, int rank) {
        List<Integer> sizes = value.shape().sizes();
        return sizes.size() <= rank
                ? value
                : builder.reshape(value, new Shape(sizes.subList(sizes.size() - rank, sizes.size())));
    }
}
