package dev.nacre.compiler.kernel;

import dev.nacre.compiler.model.Recurrence.Cell;

/**
 * The gradient of {@link RecurrentLoop}, from the last step to the first: in each, the lines of the cell's gradient, and then a
 * product with the transposed weight, which is the gradient of the state before. A sample's state has the parts of that of {@code
 * RecurrentLoop}: gradients of the state, of the memory, or what is added to the product, and of the state's contribution to the gates.
 *
 * <p>Operands: the transposed weight, what was kept, the gradient of the states, that of what the last step ended with, which the loop
 * overwrites, then y with a row for each step.
 *
 * @param reverse whether the last row is the first step
 * @param product of the gates' gradient and the transposed weight, a sample in each row
 * @param kept floats from one step to the next in what was kept
 * @param keptSample from one sample to the next
 * @param arriving floats from one step to the next in the gradient of the states
 * @param arrivingSample from one sample to the next
 * @param y floats from one step to the next in y
 * @param ySample from one sample to the next
 * @param ofState where a row of y has the gradient of the state's contribution; 0 if that is the one of the inputs'
 * @param reachesStart whether the state that the loop leaves behind is the gradient of that before the first step
 */
public record RecurrentGradient(
        String label,
        Cell cell,
        boolean reverse,
        int steps,
        Columns product,
        int kept,
        long keptSample,
        int arriving,
        long arrivingSample,
        int y,
        long ySample,
        int ofState,
        boolean reachesStart)
        implements Kernel {

    /** The size of the state. */
    public int hidden() {
        return product.out();
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.recurrentGradient(this);
    }
}
