package dev.nacre.compiler.kernel;

import dev.nacre.compiler.model.Recurrence.Cell;

/**
 * A recurrent cell, step after step: in each, a product of the states of all samples, to which is added what inputs contribute where
 * both do alike, and then the cell's lines for each of its elements. A sample's state has its parts from multiples of {@link Buffer#LANES} on: the state, the memory, and the product.
 *
 * <p>Operands: the weight, bias if any, what inputs contribute to the gates, the states before the first step, which the loop overwrites,
 * then y with a row for each step.
 *
 * @param reverse whether the last row is the first step
 * @param keeps whether a row of y has all that the gradient needs, or the state alone
 * @param product of the state and the weight, a sample in each row
 * @param gates floats from one step to the next in what inputs contribute
 * @param gatesSample from one sample to the next
 * @param y floats from one step to the next in y
 * @param ySample from one sample to the next
 */
public record RecurrentLoop(
        String label,
        Cell cell,
        boolean reverse,
        boolean keeps,
        int steps,
        Columns product,
        int gates,
        long gatesSample,
        int y,
        long ySample)
        implements Kernel {

    /** The size of the state. */
    public int hidden() {
        return product.in();
    }

    /** Where the memory is in a sample's state. */
    public static int memory(int hidden) {
        return Buffer.padded(hidden);
    }

    /** Where the product is in a sample's state. */
    public static int product(int hidden) {
        return 2 * Buffer.padded(hidden);
    }

    /** Floats of a sample's state. */
    public static int state(Cell cell, int hidden) {
        return product(hidden) + Buffer.padded(cell.gates() * hidden);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.recurrent(this);
    }
}
