package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * One call of a kernel.
 *
 * @param rows rows a sample that the kernel works on
 * @param operands what the kernel's Javadoc lists, in that order
 * @param provenance for the comment above the call: {@code fc1: linear 784 -> 128, mnist.nn:7}
 * @param every in a stream, in each how manyth step it is done, from the first on; else 1
 */
public record Step(Kernel kernel, int rows, List<Operand> operands, String provenance, int every) {

    public Step {
        operands = List.copyOf(operands);
    }

    /** Done each time. */
    public Step(Kernel kernel, int rows, List<Operand> operands, String provenance) {
        this(kernel, rows, operands, provenance, 1);
    }

    /** The same in each so manyth step of a stream. */
    public Step every(int steps) {
        return new Step(kernel, rows, operands, provenance, steps);
    }
}
