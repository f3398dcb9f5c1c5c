package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Program.Node;
import java.util.Arrays;
import java.util.BitSet;

/**
 * What becomes of a value if it has its axes in another order: which transpose further down would take that order over, and
 * where else the order of the program is needed in the end. Looked up by the values' ids.
 */
final class TransposeReaders {

    private static final int NOWHERE = -1;

    private final int[] ends;
    private final BitSet wanted = new BitSet();

    TransposeReaders(Program program) {
        ends = new int[program.nodes().size()];
        Arrays.fill(ends, NOWHERE);
        program.outputs()
                .forEach(output -> ends[output.value().id()] = output.value().id());
        for (int id = ends.length - 1; id >= 0; id--) {
            Node node = program.nodes().get(id);
            node.primitive().operands().forEach(operand -> read(operand.id(), node));
        }
    }

    private void read(int operand, Node reader) {
        int id = reader.value().id();
        if (TransposeSinking.order(reader).isPresent()) {
            wanted.set(operand);
        } else if (TransposeSinking.passes(reader)) {
            if (wanted.get(id)) {
                wanted.set(operand);
            }
            if (ends[id] != NOWHERE) {
                end(operand, ends[id]);
            }
        } else {
            end(operand, operand);
        }
    }

    private void end(int operand, int end) {
        ends[operand] = ends[operand] == NOWHERE ? end : ends[operand] == end ? end : operand;
    }

    /** Whether a transpose can be reached, through nodes that pass orders on. */
    boolean reachTranspose(Value value) {
        return wanted.get(value.id());
    }

    /** Whether readers go apart and need the order of the program at different places, so that it is best made here. */
    boolean goApart(Value value) {
        return ends[value.id()] == value.id();
    }

    /** Whether the order of the program is needed nowhere. */
    boolean needNoOrder(Value value) {
        return ends[value.id()] == NOWHERE;
    }
}
