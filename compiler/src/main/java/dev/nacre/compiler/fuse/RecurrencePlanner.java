package dev.nacre.compiler.fuse;

import dev.nacre.compiler.kernel.Access;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Columns;
import dev.nacre.compiler.kernel.Epilogue;
import dev.nacre.compiler.kernel.MapLoop;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.ParameterStorage;
import dev.nacre.compiler.kernel.RecurrentGradient;
import dev.nacre.compiler.kernel.RecurrentLoop;
import dev.nacre.compiler.model.Recurrence.Cell;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.CellBody;
import dev.nacre.compiler.tensor.Primitive;
import dev.nacre.compiler.tensor.Program.Node;
import dev.nacre.compiler.tensor.Scalar;
import dev.nacre.compiler.tensor.Scan;
import dev.nacre.compiler.tensor.ScanEnd;
import dev.nacre.compiler.tensor.ScanGradient;
import dev.nacre.compiler.tensor.ScanTrace;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Plans recurrent cells: a loop over steps that begins with a state of zeros or a given one, and the one of its gradient. */
final class RecurrencePlanner {

    /** What inputs contribute to gates, or what is added to the product with the transposed weight. */
    private static final Scalar SUM = Scalar.add(Scalar.arg(0), Scalar.arg(1));

    private final ProgramPlanner planner;
    private final ParameterStorage storage;
    private final Transposes transposes;
    /** Where each trace and each gradient has what it carries from step to step, and leaves it at the end. */
    private final Map<Integer, Buffer> carried = new HashMap<>();

    RecurrencePlanner(ProgramPlanner planner, ParameterStorage storage, Transposes transposes) {
        this.planner = planner;
        this.storage = storage;
        this.transposes = transposes;
    }

    boolean planTrace(Node node, ScanTrace scan) {
        int hidden = scan.hidden();
        int all = scan.cell().gates() * hidden;
        Buffer gates = planner.lanes(node, scan.gates());
        Buffer state = scan.run().resumes()
                ? planner.buffers().state(Shape.of(RecurrentLoop.state(scan.cell(), hidden)))
                : start(node, scan.cell(), hidden, scan.start());
        carried.put(node.value().id(), state);
        Buffer trace = planner.buffers().arena(node.value());
        Columns product = new Columns(
                planner.label(node) + "State",
                hidden,
                all,
                state.stride(),
                state.stride(),
                Math.multiplyExact(hidden, Buffer.LANES),
                Buffer.LANES,
                scan.bias().isPresent(),
                SummationOrder.chains(hidden, all),
                CellBody.isShared(scan.cell())
                        ? new Epilogue(SUM, List.of(Math.toIntExact(gates.sample())))
                        : Epilogue.NONE);
        RecurrentLoop kernel = new RecurrentLoop(
                planner.label(node),
                scan.cell(),
                scan.reverse(),
                scan.keeps(),
                scan.gates().shape().size(0),
                product,
                gates.stride(),
                gates.sample(),
                trace.stride(),
                trace.sample());
        List<Operand> operands = new ArrayList<>(List.of(parameter(scan.weight())));
        scan.bias().ifPresent(bias -> operands.add(parameter(bias)));
        operands.add(new Operand.OfBuffer(gates));
        operands.add(new Operand.OfBuffer(state));
        operands.add(new Operand.OfBuffer(trace));
        planner.step(node, kernel, 1, operands);
        return true;
    }

    /** The states are where the trace has them. */
    boolean planStates(Node node, Scan scan) {
        Buffer trace = planner.buffers().of(scan.trace());
        planner.buffers()
                .put(node.value(), trace.view(0, trace.rows(), scan.of().hidden()));
        return true;
    }

    boolean planGradient(Node node, ScanGradient scan) {
        int hidden = scan.gradient().shape().size(1);
        Buffer kept = planner.lanes(node, scan.trace());
        Buffer arriving = planner.lanes(node, scan.gradient());
        Buffer state = start(node, scan.cell(), hidden, scan.ends());
        carried.put(node.value().id(), state);
        Buffer result = planner.buffers().arena(node.value());
        boolean adds = CellBody.addsToState(scan.cell());
        Columns product = new Columns(
                planner.label(node) + "State",
                scan.gates(),
                hidden,
                state.stride(),
                state.stride(),
                Math.multiplyExact(scan.gates(), Buffer.LANES),
                Buffer.LANES,
                false,
                SummationOrder.chains(scan.gates(), hidden),
                adds ? new Epilogue(SUM, List.of(state.stride())) : Epilogue.NONE);
        RecurrentGradient kernel = new RecurrentGradient(
                planner.label(node),
                scan.cell(),
                scan.reverse(),
                scan.gradient().shape().size(0),
                product,
                kept.stride(),
                kept.sample(),
                arriving.stride(),
                arriving.sample(),
                result.stride(),
                result.sample(),
                scan.ofState(),
                scan.reachesStart());
        List<Operand> operands = List.of(
                transposes.of(name(scan.weight()), 0),
                new Operand.OfBuffer(kept),
                new Operand.OfBuffer(arriving),
                new Operand.OfBuffer(state),
                new Operand.OfBuffer(result));
        planner.step(node, kernel, 1, operands);
        return true;
    }

    /** What the loop leaves behind after its last step is what it carried. */
    boolean planEnd(Node node, ScanEnd end) {
        Buffer state = Objects.requireNonNull(carried.get(end.scan().id()), "a scan ends before it is planned");
        planner.buffers().put(node.value(), part(state, end.part(), end.hidden()));
        return true;
    }

    private static Buffer part(Buffer state, int part, int hidden) {
        return state.view(part * RecurrentLoop.memory(hidden), 1, hidden);
    }

    /** The state before the first step: what is given, or zeros. */
    private Buffer start(Node node, Cell cell, int hidden, List<Value> given) {
        int size = RecurrentLoop.state(cell, hidden);
        Buffer state = planner.buffers().arena(Shape.of(size));
        if (given.isEmpty()) {
            start(node, Scalar.constant(0), state);
        }
        for (int part = 0; part < given.size(); part++) {
            start(node, Scalar.arg(0), part(state, part, hidden), planner.lanes(node, given.get(part)));
        }
        return state;
    }

    private void start(Node node, Scalar body, Buffer to, Buffer... from) {
        List<Access> rows = Stream.of(from)
                .map(buffer -> new Access(buffer.sample(), List.of(), true))
                .toList();
        Access result = new Access(to.sample(), List.of(), true);
        MapLoop loop = new MapLoop(planner.label(node) + "Start", List.of(), to.width(), rows, result, body);
        List<Buffer> operands = new ArrayList<>(List.of(from));
        operands.add(to);
        planner.step(node, loop, operands.toArray(Buffer[]::new));
    }

    private String name(Value value) {
        return planner.roots()
                .parameter(value)
                .map(Primitive.Parameter::name)
                .orElseThrow(() -> new IllegalStateException(value + " should be a parameter"));
    }

    private Operand parameter(Value value) {
        String name = name(value);
        return new Operand.OfParameter(name, storage.slot(name).offset());
    }
}
