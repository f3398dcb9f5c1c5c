package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Recurrence.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a recurrent cell makes of a sequence, step after step, from a state of zeros: for each step a row with the state after
 * it, and, if {@code keeps}, the other values that its gradient needs, in the order of {@link CellBody#kept}, each from a multiple of
 * {@link #PART} on. {@link Scan} is what is differentiated.
 *
 * @param reverse whether the last row is the first step
 * @param gates what the inputs contribute to the gates [t, gates · hidden]
 * @param weight what the state is multiplied with [gates · hidden, hidden]
 * @param bias what is added to that product [gates · hidden]
 */
public record ScanTrace(
        Cell cell, boolean reverse, boolean keeps, Value gates, Value weight, Optional<Value> bias)
        implements Primitive {

    /** Parts of a row start at multiples of so many elements, so that each can be read where it stands. */
    public static final int PART = 16;

    /** The size of the state. */
    public int hidden() {
        return weight.shape().size(1);
    }

    /** From one part of a row to the next. */
    public static int part(int width) {
        return (width + PART - 1) / PART * PART;
    }

    /** The size of a row. */
    public int width() {
        return keeps ? CellBody.kept(cell).size() * part(hidden()) : hidden();
    }

    @Override
    public List<Value> operands() {
        List<Value> operands = new ArrayList<>(List.of(gates, weight));
        bias.ifPresent(operands::add);
        return operands;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.scanTrace(this);
    }
}
