package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.tensor.Contract;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Value;
import java.util.Optional;

/** Values that only products of activations read, and that these read where their operand's rows are, without a copy. */
final class Views {

    private final ProgramPlanner planner;
    /** By value id, how many of the uses are products of activations. */
    private final int[] reads;

    Views(ProgramPlanner planner) {
        this.planner = planner;
        this.reads = new int[planner.program().nodes().size()];
        for (Node node : planner.program().nodes()) {
            if (planner.uses(node.value()) > 0
                    && node.primitive() instanceof Contract contract
                    && BatchedContractionPlanner.handles(contract)) {
                contract.operands().forEach(operand -> reads[operand.id()]++);
            }
        }
    }

    /** Whether a reshaped value is nothing but a view, so that nothing has to be done for it. */
    boolean isView(Node node, Primitive.Reshape reshape) {
        int id = node.value().id();
        return reads[id] > 0
                && reads[id] == planner.uses(node.value())
                && of(reshape.operand()).reshaped(reshape.shape()).isPresent();
    }

    /** Where a value is that has been planned. */
    StridedView of(Value value) {
        if (!planner.buffers().has(value)
                && planner.program().node(value).primitive() instanceof Primitive.Reshape reshape) {
            Optional<StridedView> view = of(reshape.operand()).reshaped(value.shape());
            return view.orElseThrow();
        }
        Buffer buffer = planner.buffers().of(value);
        return StridedView.of(buffer, value.shape());
    }
}
