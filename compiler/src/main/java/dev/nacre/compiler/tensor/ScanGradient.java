package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Recurrence.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of what contributed to the gates of a recurrent cell, given that of its states: for each step a row with that of
 * the inputs' contribution and, where it is another one, from the next multiple of {@link ScanTrace#PART} on that of the state's.
 *
 * @param trace one that keeps what gradients need
 * @param gradient of the states [t, hidden]
 * @param weight what the state was multiplied with
 * @param ends gradients of what the trace ends with, one for each {@link ScanEnd} that it has; zeros if there are none
 * @param reachesStart whether the gradient of the state before the first step is needed
 */
public record ScanGradient(
        Cell cell, boolean reverse, Value trace, Value gradient, Value weight, List<Value> ends, boolean reachesStart)
        implements Primitive {

    public ScanGradient {
        ends = List.copyOf(ends);
    }

    /** The number of gates' elements. */
    public int gates() {
        return weight.shape().size(0);
    }

    /** Where a row's gradient of the state's contribution starts. */
    public int ofState() {
        return CellBody.isShared(cell) ? 0 : ScanTrace.part(gates());
    }

    /** The size of a row. */
    public int width() {
        return ofState() + gates();
    }

    @Override
    public List<Value> operands() {
        List<Value> operands = new ArrayList<>(List.of(trace, gradient, weight));
        operands.addAll(ends);
        return operands;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.scanGradient(this);
    }
}
