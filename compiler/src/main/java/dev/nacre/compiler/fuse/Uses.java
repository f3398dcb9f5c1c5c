package dev.nacre.compiler.fuse;

import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program;
import dev.nacre.compiler.tensor.Value;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How often each value of a program is read. What only lends its shape to a map is not read by it. */
final class Uses {

    private Uses() {}

    /** The operands of which a primitive needs more than the shape. */
    static List<Value> read(Primitive primitive) {
        return primitive instanceof Primitive.Map map
                ? IntStream.range(0, map.operands().size())
                        .filter(operand -> Scalars.reads(map.body(), operand))
                        .mapToObj(map.operands()::get)
                        .toList()
                : primitive.operands();
    }

    /** Reads by value id; being an output counts as one, and nodes that no output needs do not count. */
    static int[] count(Program program) {
        int[] uses = new int[program.nodes().size()];
        program.outputs().forEach(output -> uses[output.value().id()]++);
        for (int id = uses.length - 1; id >= 0; id--) {
            if (uses[id] > 0) {
                for (Value operand : read(program.nodes().get(id).primitive())) {
                    uses[operand.id()]++;
                }
            }
        }
        return uses;
    }

    /** By value id, the last node that reads the value, -1 for none; nodes that no output needs do not count. */
    static int[] lastReaders(Program program, int[] uses) {
        int[] readers = new int[uses.length];
        Arrays.fill(readers, -1);
        for (int id = 0; id < uses.length; id++) {
            if (uses[id] > 0) {
                for (Value operand : read(program.nodes().get(id).primitive())) {
                    readers[operand.id()] = id;
                }
            }
        }
        return readers;
    }
}
