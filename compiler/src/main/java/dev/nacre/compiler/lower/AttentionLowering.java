package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;

import dev.nacre.compiler.model.Attention;
import dev.nacre.compiler.model.CrossAttention;
import dev.nacre.compiler.model.DotProductAttention;
import dev.nacre.compiler.model.EncoderLayer;
import dev.nacre.compiler.model.LayerNorm;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Attention as primitives. Heads are an axis of their own in products of activations; their rows stay where the linear layer
 * before them, which makes queries, keys and values in one product, has put them.
 */
final class AttentionLowering {

    /** Labels of axes: rows that ask, rows that answer, heads, and a head's elements. */
    private static final int ROW = 0;

    private static final int OTHER = 1;
    private static final int HEAD = 2;
    private static final int ELEMENT = 3;

    /** The score of what is not seen. */
    private static final Scalar HIDDEN = constant(Double.NEGATIVE_INFINITY);

    /** Which of a layer's dropouts each is. */
    private static final int OF_WEIGHTS = 0;

    private static final int OF_ATTENTION = 1;
    private static final int OF_ACTIVATION = 2;
    private static final int OF_FEEDFORWARD = 3;

    private final ProgramBuilder builder;
    private final Mode mode;
    private final Lengths lengths;
    private final DropoutLowering dropout;
    private final LinearLowering linear;
    private final int index;

    AttentionLowering(ProgramBuilder builder, Mode mode, Lengths lengths, int index) {
        this.builder = builder;
        this.mode = mode;
        this.lengths = lengths;
        this.dropout = new DropoutLowering(builder, mode);
        this.linear = new LinearLowering(builder);
        this.index = index;
    }

    /** Each row is a mean of all rows' values, weighed by how well its query fits their keys. */
    Value attention(Attention attention, List<Value> inputs, List<Value> parameters) {
        Value x = inputs.get(0);
        int half = parameters.size() / 2;
        int width = x.shape().size(1);
        Value all = linear.of(x, parameters.subList(0, half));
        Value query = builder.slice(all, 1, 0, width);
        Heads heads = new Heads(attention.heads(), attention.causal(), mask(inputs, 1), attention.dropout());
        Value mixed = between(heads, query, soFar(key(all, heads)), soFar(value(all, heads)));
        return linear.of(mixed, parameters.subList(half, parameters.size()));
    }

    /** The same of the rows of another value. */
    Value crossAttention(CrossAttention attention, List<Value> inputs, List<Value> parameters) {
        Value x = inputs.get(0);
        int half = parameters.size() / 2;
        Value query = builder.slice(
                linear.of(x, parameters.subList(0, half)), 1, 0, x.shape().size(1));
        Value memory = linear.of(inputs.get(1), parameters.subList(0, half));
        Heads heads = new Heads(attention.heads(), false, mask(inputs, 2), attention.dropout());
        Value mixed = between(heads, query, key(memory, heads), value(memory, heads));
        return linear.of(mixed, parameters.subList(half, parameters.size()));
    }

    /** The same between projections, of values that were made elsewhere: query, key and value. */
    Value dotProduct(DotProductAttention attention, List<Value> inputs) {
        Heads heads = new Heads(attention.heads(), attention.causal(), mask(inputs, 3), 0);
        Value key = seen(inputs.get(1), heads);
        Value value = seen(inputs.get(2), heads);
        return between(heads, inputs.get(0), soFar(key), soFar(value));
    }

    /**
     * What the attention between queries, keys and values depends on.
     *
     * @param mask which keys may be seen
     */
    private record Heads(int count, boolean causal, Optional<Value> mask, double dropout) {}

    private static Optional<Value> mask(List<Value> inputs, int index) {
        return inputs.stream().skip(index).findFirst();
    }

    /** The second of three projections side by side. */
    private Value key(Value projections, Heads heads) {
        int width = projections.shape().size(1) / 3;
        return seen(builder.slice(projections, 1, width, width), heads);
    }

    /** The third. */
    private Value value(Value projections, Heads heads) {
        int width = projections.shape().size(1) / 3;
        return seen(builder.slice(projections, 1, 2 * width, width), heads);
    }

    /** Zeros for rows that may not be seen: what they hold is multiplied by zero, and might be infinite or NaN. */
    private Value seen(Value rows, Heads heads) {
        Scalar body = Scalar.select(Comparison.GT, arg(1), constant(0), arg(0), constant(0));
        return heads.mask()
                .map(mask -> builder.reshape(mask, Shape.of(rows.shape().size(0), 1)))
                .map(mask -> builder.map(body, rows, builder.flags(mask)))
                .orElse(rows);
    }

    private Value between(Heads heads, Value query, Value key, Value value) {
        Value weights = dropped(weights(heads, query, key), heads.dropout(), OF_WEIGHTS);
        return mixed(weights, value, heads.count());
    }

    /** How much each query's row is to take of each other row's value. */
    private Value weights(Heads heads, Value query, Value key) {
        double scale = 1 / Math.sqrt((double) query.shape().size(1) / heads.count());
        Value scores = builder.contract(
                heads(builder.map(Scalar.mul(arg(0), constant(scale)), query), heads.count()),
                List.of(ROW, HEAD, ELEMENT),
                heads(key, heads.count()),
                List.of(OTHER, HEAD, ELEMENT),
                List.of(HEAD, ROW, OTHER),
                false);
        Value visible = visible(heads, scores);
        SoftmaxLowering softmax = new SoftmaxLowering(builder);
        return heads.mask().isPresent() ? softmax.softmaxOrZero(visible, 2) : softmax.softmax(visible, 2);
    }

    /** What each row takes of the values, heads side by side. */
    private Value mixed(Value weights, Value value, int heads) {
        Value mixed = builder.contract(
                weights,
                List.of(HEAD, ROW, OTHER),
                heads(value, heads),
                List.of(OTHER, HEAD, ELEMENT),
                List.of(ROW, HEAD, ELEMENT),
                false);
        return builder.reshape(
                mixed, Shape.of(weights.shape().size(1), value.shape().size(1)));
    }

    /** In a stream, what earlier steps have made of their rows, and this one's. */
    private Value soFar(Value rows) {
        return mode == Mode.STEP
                ? builder.append(rows, lengths.primes().values().iterator().next())
                : rows;
    }

    private Value heads(Value rows, int heads) {
        int width = rows.shape().size(1) / heads;
        return builder.reshape(rows, Shape.of(rows.shape().size(0), heads, width));
    }

    /** Minus infinity where a row would see one behind its place, or one that may not be seen. */
    private Value visible(Heads heads, Value scores) {
        List<Value> operands = new ArrayList<>(List.of(scores));
        Scalar body = arg(0);
        if (heads.causal() && mode != Mode.STEP) {
            int rows = scores.shape().size(1);
            Value row = builder.reshape(builder.iota(rows), Shape.of(rows, 1));
            operands.addAll(List.of(builder.iota(scores.shape().size(2)), row));
            body = Scalar.select(Comparison.LE, arg(1), arg(2), body, HIDDEN);
        }
        if (heads.mask().isPresent()) {
            operands.add(builder.flags(heads.mask().get()));
            body = Scalar.select(Comparison.GT, arg(operands.size() - 1), constant(0), body, HIDDEN);
        }
        return operands.size() == 1 ? scores : builder.map(body, operands.toArray(Value[]::new));
    }

    private Value dropped(Value x, double p, int which) {
        return dropout.of(x, p, x.shape(), DropoutLowering.stream(index, which));
    }

    Value encoderLayer(EncoderLayer layer, List<Value> inputs, List<Value> parameters) {
        Value x = inputs.get(0);
        Optional<Value> mask = mask(inputs, 1);
        LayerNorm norm = new LayerNorm(layer.eps(), true);
        NormLowering norms = new NormLowering(builder);
        List<Value> first = parameters.subList(8, 10);
        List<Value> second = parameters.subList(10, 12);
        if (layer.normFirst()) {
            Value attended = plus(x, attended(layer, norms.layerNorm(norm, x, first), mask, parameters));
            return plus(attended, feedforward(layer, norms.layerNorm(norm, attended, second), parameters));
        }
        Value attended = norms.layerNorm(norm, plus(x, attended(layer, x, mask, parameters)), first);
        return norms.layerNorm(norm, plus(attended, feedforward(layer, attended, parameters)), second);
    }

    private Value attended(EncoderLayer layer, Value x, Optional<Value> mask, List<Value> parameters) {
        Attention attention = new Attention(layer.heads(), layer.dropout(), true, false, mask.isPresent());
        List<Value> inputs = mask.map(given -> List.of(x, given)).orElse(List.of(x));
        return dropped(attention(attention, inputs, parameters.subList(0, 4)), layer.dropout(), OF_ATTENTION);
    }

    private Value feedforward(EncoderLayer layer, Value x, List<Value> parameters) {
        Value wide = builder.map(ActivationBody.of(layer.activation()), linear.of(x, parameters.subList(4, 6)));
        Value kept = dropped(wide, layer.dropout(), OF_ACTIVATION);
        return dropped(linear.of(kept, parameters.subList(6, 8)), layer.dropout(), OF_FEEDFORWARD);
    }

    private Value plus(Value a, Value b) {
        return builder.map(Scalar.add(arg(0), arg(1)), a, b);
    }
}
