package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * One call of a kernel.
 *
 * @param rows rows a sample that the kernel works on
 * @param operands what the kernel's Javadoc lists, in that order
 * @param provenance for the comment above the call: {@code fc1: linear 784 -> 128, mnist.nn:7}
 */
public record Step(Kernel kernel, int rows, List<Operand> operands, String provenance) {

    public Step {
        operands = List.copyOf(operands);
    }
}
