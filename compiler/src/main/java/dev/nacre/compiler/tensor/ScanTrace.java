package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Recurrence.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a recurrent cell makes of a sequence, step after step, from a state of zeros, a given one, or the one that is there: for each step a row with
 * the state after it, and, if it keeps them, the other values that its gradient needs, in the order of {@link CellBody#kept}, each from a multiple of
 * {@link #PART} on. {@link Scan} and {@link ScanEnd} are what is read of it.
 *
 * @param gates what the inputs contribute to the gates [t, gates · hidden]
 * @param weight what the state is multiplied with [gates · hidden, hidden]
 * @param bias what is added to that product [gates · hidden]
 * @param start the state before the first step [hidden] and, of an LSTM, the memory [hidden]; zeros if there are none
 */
public record ScanTrace(Run run, Value gates, Value weight, Optional<Value> bias, List<Value> start)
        implements Primitive {

    public ScanTrace {
        start = List.copyOf(start);
    }

    /**
     * How a cell goes through a sequence.
     *
     * @param reverse whether the last row is the first step
     * @param keeps whether rows have what gradients need
     * @param resumes whether it goes on from the state in which it ended the last time
     */
    public record Run(Cell cell, boolean reverse, boolean keeps, boolean resumes) {}

    /** Parts of a row start at multiples of so many elements, so that each can be read where it stands. */
    public static final int PART = 16;

    public Cell cell() {
        return run.cell();
    }

    public boolean reverse() {
        return run.reverse();
    }

    public boolean keeps() {
        return run.keeps();
    }

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
        return keeps() ? CellBody.kept(cell()).size() * part(hidden()) : hidden();
    }

    @Override
    public List<Value> operands() {
        List<Value> operands = new ArrayList<>(List.of(gates, weight));
        bias.ifPresent(operands::add);
        operands.addAll(start);
        return operands;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.scanTrace(this);
    }
}
