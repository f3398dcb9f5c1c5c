package dev.nacre.compiler.lower;

import dev.nacre.compiler.model.FinalState;
import dev.nacre.compiler.model.Recurrence;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recurrent networks as primitives, step after step: one product of the inputs of all steps, then for each step a product of
 * the state before it and a few maps. The states are joined in the end.
 */
final class RecurrenceLowering {

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

    Value recurrence(Recurrence recurrence, Value x) {
        int weights = recurrence.bias() ? 4 : 2;
        Value rows = x;
        for (int layer = 0; layer < recurrence.layers(); layer++) {
            Value input = layer == 0 ? rows : dropped(recurrence, rows, layer - 1);
            List<Value> directions = new ArrayList<>();
            for (int direction = 0; direction < recurrence.directions(); direction++) {
                int first = (layer * recurrence.directions() + direction) * weights;
                List<Value> own = parameters.subList(first, first + weights);
                directions.add(states(new RecurrentCell(builder, recurrence, input, own), input, direction == 1));
            }
            rows = builder.concat(directions, 1);
        }
        return rows;
    }

    /** Dropout behind layer {@code layer}, where another one follows. */
    private Value dropped(Recurrence recurrence, Value rows, int layer) {
        int stream = DropoutLowering.stream(index, layer);
        return new DropoutLowering(builder, mode).of(rows, recurrence.dropout(), rows.shape(), stream);
    }

    /** The states after each input [t, hidden], in the order of the inputs. */
    private Value states(RecurrentCell cell, Value input, boolean backward) {
        int steps = input.shape().size(0);
        Value[] states = new Value[steps];
        for (int step = 0; step < steps; step++) {
            int row = backward ? steps - 1 - step : step;
            states[row] = cell.next(row);
        }
        return builder.concat(Arrays.asList(states), 0);
    }

    /** The forward half of the last row, and the backward half of the first. */
    static Value finalState(ProgramBuilder builder, FinalState state, Value x) {
        int hidden = state.hidden();
        Value last = builder.slice(x, 0, x.shape().size(0) - 1, 1);
        Value forward = builder.slice(last, 1, 0, hidden);
        List<Value> halves = state.bidirectional()
                ? List.of(forward, builder.slice(builder.slice(x, 0, 0, 1), 1, hidden, hidden))
                : List.of(forward);
        return builder.reshape(builder.concat(halves, 1), Shape.of(x.shape().last()));
    }
}
