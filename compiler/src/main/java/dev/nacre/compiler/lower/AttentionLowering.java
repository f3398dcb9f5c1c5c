package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;

import dev.nacre.compiler.model.Attention;
import dev.nacre.compiler.model.DotProductAttention;
import dev.nacre.compiler.model.EncoderLayer;
import dev.nacre.compiler.model.LayerNorm;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.Value;
import java.util.List;

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
    Value attention(Attention attention, Value x, List<Value> parameters) {
        int half = parameters.size() / 2;
        int width = x.shape().size(1);
        Value all = linear.of(x, parameters.subList(0, half));
        Value query = builder.slice(all, 1, 0, width);
        Value key = soFar(builder.slice(all, 1, width, width));
        Value value = soFar(builder.slice(all, 1, 2 * width, width));
        Value weights = weights(query, key, attention.heads(), attention.causal());
        Value mixed = mixed(dropped(weights, attention.dropout(), OF_WEIGHTS), value, attention.heads());
        return linear.of(mixed, parameters.subList(half, parameters.size()));
    }

    /** The same between projections, of values that were made elsewhere: query, key and value. */
    Value dotProduct(DotProductAttention attention, List<Value> inputs) {
        Value weights = weights(inputs.get(0), soFar(inputs.get(1)), attention.heads(), attention.causal());
        return mixed(weights, soFar(inputs.get(2)), attention.heads());
    }

    /** How much each query's row is to take of each other row's value. */
    private Value weights(Value query, Value key, int heads, boolean causal) {
        double scale = 1 / Math.sqrt((double) query.shape().size(1) / heads);
        Value scores = builder.contract(
                heads(builder.map(Scalar.mul(arg(0), constant(scale)), query), heads),
                List.of(ROW, HEAD, ELEMENT),
                heads(key, heads),
                List.of(OTHER, HEAD, ELEMENT),
                List.of(HEAD, ROW, OTHER),
                false);
        return new SoftmaxLowering(builder).softmax(causal && mode != Mode.STEP ? causal(scores) : scores, 2);
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

    /** Minus infinity where a row would see one behind its place. */
    private Value causal(Value scores) {
        int rows = scores.shape().size(1);
        Value other = builder.iota(scores.shape().size(2));
        Value row = builder.reshape(builder.iota(rows), Shape.of(rows, 1));
        Scalar seen = Scalar.select(Comparison.LE, arg(1), arg(2), arg(0), constant(Double.NEGATIVE_INFINITY));
        return builder.map(seen, scores, other, row);
    }

    private Value dropped(Value x, double p, int which) {
        return dropout.of(x, p, x.shape(), DropoutLowering.stream(index, which));
    }

    Value encoderLayer(EncoderLayer layer, Value x, List<Value> parameters) {
        LayerNorm norm = new LayerNorm(layer.eps(), true);
        NormLowering norms = new NormLowering(builder);
        List<Value> first = parameters.subList(8, 10);
        List<Value> second = parameters.subList(10, 12);
        if (layer.normFirst()) {
            Value attended = plus(x, attended(layer, norms.layerNorm(norm, x, first), parameters));
            return plus(attended, feedforward(layer, norms.layerNorm(norm, attended, second), parameters));
        }
        Value attended = norms.layerNorm(norm, plus(x, attended(layer, x, parameters)), first);
        return norms.layerNorm(norm, plus(attended, feedforward(layer, attended, parameters)), second);
    }

    private Value attended(EncoderLayer layer, Value x, List<Value> parameters) {
        Attention attention = new Attention(layer.heads(), layer.dropout(), true, false);
        return dropped(attention(attention, x, parameters.subList(0, 4)), layer.dropout(), OF_ATTENTION);
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
