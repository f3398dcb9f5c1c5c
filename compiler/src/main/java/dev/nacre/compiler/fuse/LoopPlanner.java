package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.MapLoop;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.kernel.RandomRows;
import dev.nacre.compiler.kernel.Repack;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Append;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Recent;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Plans elementwise loops, reductions over a sample's axes, reshapes and random numbers. */
final class LoopPlanner {

    private final ProgramPlanner planner;
    private final ParameterStorage storage;

    LoopPlanner(ProgramPlanner planner, ParameterStorage storage) {
        this.planner = planner;
        this.storage = storage;
    }

    boolean planMap(Node node, Primitive.Map map) {
        Shape shape = node.value().shape();
        List<Access> accesses = new ArrayList<>();
        List<Operand> operands = new ArrayList<>();
        List<Scalar> arguments = new ArrayList<>();
        for (int i = 0; i < map.operands().size(); i++) {
            arguments.add(new Scalar.Arg(operands.size()));
            if (Scalars.reads(map.body(), i)) {
                Value value = map.operands().get(i);
                operands.add(operand(node, value));
                accesses.add(access(node, value, shape));
            }
        }
        Buffer result = planner.result(node.value(), false, false);
        operands.add(new Operand.OfBuffer(result));
        accesses.add(Buffers.access(result, shape, shape));
        LoopNest nest = LoopNest.simplify(planner.lengths(), leading(shape), accesses);
        int last = operands.size() - 1;
        Kernel kernel = new MapLoop(
                planner.label(node),
                nest.axes(),
                shape.last(),
                nest.accesses().subList(0, last),
                nest.accesses().get(last),
                Scalars.substitute(map.body(), arguments));
        planner.step(node, kernel, nest.rows(), operands);
        return true;
    }

    private Operand operand(Node node, Value value) {
        if (planner.roots().isIota(value)) {
            return new Operand.OfIota(Buffer.padded(value.shape().elements()) + Buffer.LANES);
        }
        if (planner.program().node(value).primitive() instanceof Primitive.AxisSize axis) {
            return new Operand.OfAxisSize(axis.size());
        }
        return parameter(value)
                .<Operand>map(slot -> new Operand.OfParameter(slot.parameter().name(), slot.offset()))
                .orElseGet(() -> new Operand.OfBuffer(planner.lanes(node, value)));
    }

    private Optional<ParameterStorage.Slot> parameter(Value value) {
        Primitive source =
                planner.program().node(planner.roots().attached(value)).primitive();
        return source instanceof Primitive.Parameter parameter
                ? Optional.of(storage.slot(parameter.name()))
                : Optional.empty();
    }

    private Access access(Node node, Value value, Shape target) {
        if (planner.roots().isIota(value)) {
            return Buffers.iotaAccess(value.shape(), target);
        }
        if (planner.program().node(value).primitive() instanceof Primitive.AxisSize) {
            return new Access(0, Collections.nCopies(Math.max(0, target.rank() - 1), 0), false);
        }
        return parameter(value)
                .map(slot -> Buffers.parameterAccess(slot, value.shape(), target))
                .orElseGet(() -> Buffers.access(planner.lanes(node, value), value.shape(), target));
    }

    private static List<Integer> leading(Shape shape) {
        return shape.sizes().subList(0, Math.max(0, shape.rank() - 1));
    }

    boolean planReduce(Node node, Primitive.Reduce reduce) {
        Buffer source = planner.lanes(node, reduce.operand());
        Buffer result = planner.buffers().arena(node.value());
        ReduceLoops loops = new ReduceLoops(reduce, source);
        Kernel kernel = loops.kernel(
                planner.label(node),
                Buffers.access(result, node.value().shape(), node.value().shape()));
        planner.step(node, kernel, source, result);
        return true;
    }

    /** A sum over the batch that others read. */
    void planStatistic(Node node, Primitive.Reduce reduce) {
        Buffer source = planner.lanes(node, reduce.operand());
        Buffer result = planner.result(node.value(), false, false);
        Access walk = Buffers.access(result, node.value().shape(), node.value().shape());
        planner.step(node, new ReduceLoops(reduce, source).kernel(planner.label(node), walk), source, result);
    }

    boolean planReshape(Node node, Primitive.Reshape reshape) {
        Buffer from = planner.buffers().of(reshape.operand());
        Shape shape = reshape.shape();
        int rows = Buffers.rows(shape);
        int width = shape.last();
        boolean callers = from.home() != Buffer.Home.ARENA;
        boolean gapless = from.stride() == from.width() && (callers || width % Buffer.LANES == 0);
        if (gapless) {
            planner.buffers().put(node.value(), from.regrouped(rows, width));
        } else if (rows == from.rows()) {
            planner.buffers().put(node.value(), from);
        } else {
            Buffer matrix = planner.matrix(node, reshape.operand());
            Buffer to = planner.buffers().arena(node.value());
            planner.step(node, Repack.of(planner.label(node), matrix, to), matrix, to);
        }
        return true;
    }

    /** Copies a row behind those that the stream keeps. */
    boolean planAppend(Node node, Append append) {
        Buffer from = planner.lanes(node, append.row());
        Buffer all = planner.buffers().state(node.value().shape());
        planner.buffers().put(node.value(), all);
        Buffer last = all.lastRow(append.rows());
        Access row = new Access(from.sample(), List.of(), true);
        Access place = new Access(last.sample(), List.of(), true);
        Kernel copy = new MapLoop(planner.label(node), List.of(), from.width(), List.of(row), place, Scalar.arg(0));
        planner.step(node, copy, from, last);
        return true;
    }

    /** Copies a row twice among those of the last steps, which begin behind the first copy. */
    boolean planRecent(Node node, Recent recent) {
        Buffer from = planner.lanes(node, recent.row());
        Buffer all = planner.buffers().recent(node.value().shape());
        planner.stride(all, recent.every());
        for (int copy = 0; copy < 2; copy++) {
            Buffer to = all.rows(copy * recent.rows(), 1);
            Access row = new Access(from.sample(), List.of(), true);
            Access place = new Access(to.sample(), List.of(), true);
            Kernel kernel =
                    new MapLoop(planner.label(node), List.of(), from.width(), List.of(row), place, Scalar.arg(0));
            planner.step(node, kernel, from, to);
        }
        planner.buffers().put(node.value(), all.rows(1, recent.rows()));
        return true;
    }

    boolean planRandom(Node node, Primitive.Random random) {
        Buffer to = planner.buffers().arena(node.value());
        Kernel kernel = new RandomRows(planner.label(node), leading(random.shape()), to.width(), to.stride());
        List<Operand> operands = List.of(new Operand.OfBuffer(to), new Operand.OfStream(random.stream()));
        planner.step(node, kernel, 1, operands);
        return true;
    }
}
