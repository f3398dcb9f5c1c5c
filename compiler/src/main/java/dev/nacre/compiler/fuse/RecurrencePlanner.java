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
import dev.nacre.compiler.tensor.ScanGradient;
import dev.nacre.compiler.tensor.ScanTrace;
import dev.nacre.compiler.tensor.Value;
import java.util.ArrayList;
import java.util.List;

/** Plans recurrent cells: a loop over steps that begins with a state of zeros, and the one of its gradient. */
final class RecurrencePlanner {

    /** What inputs contribute to gates, or what is added to the product with the transposed weight. */
    private static final Scalar SUM = Scalar.add(Scalar.arg(0), Scalar.arg(1));

    private final ProgramPlanner planner;
    private final ParameterStorage storage;
    private final Transposes transposes;

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
                : zeros(node, scan.cell(), hidden);
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
        planner.buffers().put(node.value(), trace.view(0, trace.rows(), scan.of().hidden()));
        return true;
    }

    boolean planGradient(Node node, ScanGradient scan) {
        int hidden = scan.gradient().shape().size(1);
        Buffer kept = planner.lanes(node, scan.trace());
        Buffer arriving = planner.lanes(node, scan.gradient());
        Buffer state = zeros(node, scan.cell(), hidden);
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
                scan.ofState());
        List<Operand> operands = List.of(
                transposes.of(name(scan.weight()), 0),
                new Operand.OfBuffer(kept),
                new Operand.OfBuffer(arriving),
                new Operand.OfBuffer(state),
                new Operand.OfBuffer(result));
        planner.step(node, kernel, 1, operands);
        return true;
    }

    /** The state before the first step. */
    private Buffer zeros(Node node, Cell cell, int hidden) {
        int size = RecurrentLoop.state(cell, hidden);
        Buffer state = planner.buffers().arena(Shape.of(size));
        Access rows = new Access(state.sample(), List.of(), true);
        MapLoop zeros = new MapLoop(
                planner.label(node) + "Start", List.of(), size, List.of(), rows, Scalar.constant(0));
        planner.step(node, zeros, state);
        return state;
    }

    private String name(Value value) {
        return planner.parameter(value).map(Primitive.Parameter::name).orElseThrow(() -> new IllegalStateException(
                value + " should be a parameter"));
    }

    private Operand parameter(Value value) {
        String name = name(value);
        return new Operand.OfParameter(name, storage.slot(name).offset());
    }
}
