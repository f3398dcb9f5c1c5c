package dev.nacre.compiler.fuse;

import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Value;

/** How often each value of a program is read. */
final class Uses {

    private Uses() {}

    /** Reads by value id; being an output counts as one, and nodes that no output needs do not count. */
    static int[] count(Program program) {
        int[] uses = new int[program.nodes().size()];
        program.outputs().forEach(output -> uses[output.value().id()]++);
        for (int id = uses.length - 1; id >= 0; id--) {
            if (uses[id] > 0) {
                for (Value operand : program.nodes().get(id).primitive().operands()) {
                    uses[operand.id()]++;
                }
            }
        }
        return uses;
    }
}
