package dev.nacre.compiler.lower;

import static dev.nacre.compiler.tensor.Scalar.arg;
import static dev.nacre.compiler.tensor.Scalar.constant;

import dev.nacre.compiler.model.FinalState;
import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scalar.Select.Comparison;
import dev.nacre.compiler.tensor.ScanTrace;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Recurrent networks as primitives: for each layer and direction one product of the inputs of all steps, and a scan over them. */
final class RecurrenceLowering {

    private static final Scalar SUM = Scalar.add(arg(0), arg(1));

    private final ProgramBuilder builder;
    private final Mode mode;
    private final int index;
    private final List<Value> parameters;

    RecurrenceLowering(ProgramBuilder builder, Mode mode, int index, List<Value> parameters) {
        this.builder = builder;
        this.mode = mode;
        this.index = index;
        this.parameters = parameters;
    }

    /** The output, and by part what each layer and direction ends with. */
    record States(Value rows, List<Value> ends) {}

    /** @param inputs the sequence, and by part what each layer and direction starts with, if that is given */
    States recurrence(Recurrence recurrence, List<Value> inputs) {
        Value x = inputs.get(0);
        List<Value> starts = inputs.subList(1, inputs.size());
        List<List<Value>> ends = new ArrayList<>();
        int weights = recurrence.bias() ? 4 : 2;
        Value rows = x;
        for (int layer = 0; layer < recurrence.layers(); layer++) {
            Value input = layer == 0 ? rows : dropped(recurrence, rows, layer - 1);
            List<Value> directions = new ArrayList<>();
            for (int direction = 0; direction < recurrence.directions(); direction++) {
                int which = layer * recurrence.directions() + direction;
                List<Value> own = parameters.subList(which * weights, (which + 1) * weights);
                List<Value> start = starts.stream()
                        .map(part -> one(recurrence, part, which))
                        .toList();
                ScanTrace trace = trace(recurrence, input, own, direction == 1, start);
                directions.add(builder.scan(trace));
                ends.add(builder.ends(trace));
            }
            rows = builder.concat(directions, 1);
        }
        return new States(rows, all(recurrence, ends));
    }

    /** What one layer and direction starts with. */
    private Value one(Recurrence recurrence, Value part, int which) {
        Value row = part.shape().rank() == 1 ? part : builder.slice(part, 0, which, 1);
        return builder.reshape(row, Shape.of(recurrence.hidden()));
    }

    /** By part, what all layers and directions end with, a row for each if there are several. */
    private List<Value> all(Recurrence recurrence, List<List<Value>> ends) {
        if (ends.size() == 1) {
            return ends.get(0);
        }
        Shape row = Shape.of(1, recurrence.hidden());
        return IntStream.range(0, recurrence.cell().carries())
                .mapToObj(part -> ends.stream()
                        .map(end -> builder.reshape(end.get(part), row))
                        .toList())
                .map(rows -> builder.concat(rows, 0))
                .toList();
    }

    /** Dropout behind layer {@code layer}, where another one follows. */
    private Value dropped(Recurrence recurrence, Value rows, int layer) {
        int stream = DropoutLowering.stream(index, layer);
        return new DropoutLowering(builder, mode).of(rows, recurrence.dropout(), rows.shape(), stream);
    }

    /**
     * A scan over the inputs.
     *
     * @param weights weight_ih, weight_hh and, with bias, bias_ih and bias_hh
     */
    private ScanTrace trace(
            Recurrence recurrence, Value input, List<Value> weights, boolean reverse, List<Value> start) {
        Value product = builder.contract(input, List.of(0, 1), weights.get(0), List.of(2, 1), List.of(0, 2), false);
        Value gates = recurrence.bias() ? builder.map(SUM, product, weights.get(2)) : product;
        Optional<Value> bias = recurrence.bias() ? Optional.of(weights.get(3)) : Optional.empty();
        return new ScanTrace(
                new ScanTrace.Run(recurrence.cell(), reverse, mode == Mode.TRAINING, mode == Mode.STEP),
                gates,
                weights.get(1),
                bias,
                start);
    }

    /** The forward half of the last row, and the backward half of the first. */
    static Value finalState(ProgramBuilder builder, FinalState state, Value x, Lengths lengths) {
        int hidden = state.hidden();
        Value forward = lastRow(builder, builder.slice(x, 1, 0, hidden), lengths);
        List<Value> halves = state.bidirectional()
                ? List.of(forward, builder.slice(builder.slice(x, 0, 0, 1), 1, hidden, hidden))
                : List.of(forward);
        return builder.reshape(builder.concat(halves, 1), Shape.of(x.shape().last()));
    }

    /** The last row; where that is known only at the call, the sum of all rows of which the others count nothing. */
    private static Value lastRow(ProgramBuilder builder, Value x, Lengths lengths) {
        int rows = x.shape().size(0);
        if (lengths.count(rows).primes().isEmpty()) {
            return builder.map(Scalar.add(arg(0), constant(0)), builder.slice(x, 0, rows - 1, 1));
        }
        Value row = builder.reshape(builder.iota(rows), Shape.of(rows, 1));
        Scalar last = Scalar.sub(arg(2), constant(1));
        Scalar body = Scalar.select(Comparison.LT, arg(1), last, constant(0), arg(0));
        return builder.sum(builder.map(body, x, row, builder.axisSize(rows)), List.of(0), false);
    }
}
