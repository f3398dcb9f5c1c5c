package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.FlagRows;
import dev.nacre.compiler.kernel.GatherRows;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.kernel.ScatterRows;
import dev.nacre.compiler.tensor.Flags;
import dev.nacre.compiler.tensor.Gather;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.ScatterAdd;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.List;

/** Plans what reads integers: rows of tables, the sums onto them, and flags. Integers are read in the caller's array. */
final class TablePlanner {

    private final ProgramPlanner planner;
    private final ParameterStorage storage;

    TablePlanner(ProgramPlanner planner, ParameterStorage storage) {
        this.planner = planner;
        this.storage = storage;
    }

    boolean planGather(Node node, Gather gather) {
        Primitive table =
                planner.program().node(planner.roots().attached(gather.table())).primitive();
        ParameterStorage.Slot slot = storage.slot(((Primitive.Parameter) table).name());
        int width = gather.table().shape().last();
        Buffer indices = indices(node, gather.indices());
        Buffer result = planner.result(node.value(), false, true);
        Kernel kernel = new GatherRows(
                planner.label(node), gather.table().shape().size(0), width, Buffer.padded(width), result.stride());
        List<Operand> operands = List.of(
                new Operand.OfParameter(slot.parameter().name(), slot.offset()),
                new Operand.OfBuffer(indices),
                new Operand.OfBuffer(result));
        planner.step(node, kernel, result.rows(), operands);
        return true;
    }

    void planScatter(Node node, ScatterAdd scatter, ParameterStorage.Slot slot) {
        List<Operand> operands = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        List<Integer> strides = new ArrayList<>();
        for (int pair = 0; pair < scatter.indices().size(); pair++) {
            Buffer gradients = planner.laneMatrix(node, scatter.gradients().get(pair));
            operands.add(new Operand.OfBuffer(indices(node, scatter.indices().get(pair))));
            operands.add(new Operand.OfBuffer(gradients));
            rows.add(gradients.rows());
            strides.add(gradients.stride());
        }
        operands.add(new Operand.OfGradient(slot.parameter().name(), slot.offset()));
        int width = node.value().shape().last();
        Kernel kernel =
                new ScatterRows(planner.label(node), rows, strides, width, Buffer.padded(width), scatter.padding());
        planner.accumulate(node, kernel, 1, operands);
    }

    boolean planFlags(Node node, Flags flags) {
        Buffer result = planner.buffers().arena(node.value());
        List<Operand> operands =
                List.of(new Operand.OfBuffer(indices(node, flags.integers())), new Operand.OfBuffer(result));
        planner.step(node, new FlagRows(planner.label(node), result.width(), result.stride()), result.rows(), operands);
        return true;
    }

    private Buffer indices(Node node, Value value) {
        Buffer buffer = planner.buffers().of(value);
        if (buffer.isFloat() || buffer.sample() != value.shape().elements()) {
            throw new IllegalStateException("no kernel for the indices " + value + " of "
                    + node.origin().layer());
        }
        return buffer;
    }
}
