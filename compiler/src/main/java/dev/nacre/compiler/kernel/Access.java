package dev.nacre.compiler.kernel;

import java.util.List;

/**
 * How a nest of loops walks an operand: how far each loop's step moves in its array.
 *
 * @param batch floats from one sample to the next; 0 for an operand that all samples share
 * @param axes floats for a step of each of the nest's axes, outermost first; 0 where the operand repeats
 * @param contiguous whether the innermost loop reads neighbours; otherwise it repeats one element
 */
public record Access(long batch, List<Integer> axes, boolean contiguous) {

    public Access {
        axes = List.copyOf(axes);
    }
}
