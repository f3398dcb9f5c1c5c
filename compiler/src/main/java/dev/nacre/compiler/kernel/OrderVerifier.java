package dev.nacre.compiler.kernel;

import dev.nacre.compiler.kernel.Buffer.Home;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks the order of a plan's work, step by step as the runtime runs it: everything that is read has been written by earlier
 * steps of the same pass, nothing is written twice, and each pass touches only the arrays that it has. A training step is its
 * passes one after the other. The arena and what samples share last until its end.
 */
final class OrderVerifier {

    private final Plan plan;
    /** By whose they are: buffers that several steps may write, or arrays of a port. */
    private final Map<List<Object>, Written> written = new HashMap<>();

    private final Map<String, Written> gradients = new HashMap<>();
    private final Set<Operand> streams = new HashSet<>();
    private final Set<String> updated = new HashSet<>();
    private final Set<Operand> transposed = new HashSet<>();
    private Work work = Work.PREDICTION;

    private OrderVerifier(Plan plan) {
        this.plan = plan;
        plan.transposes().forEach(copy -> transposed.add(new Operand.OfTransposed(copy.parameter(), copy.to())));
    }

    static void verify(Plan plan) {
        OrderVerifier prediction = new OrderVerifier(plan);
        prediction.run(Work.PREDICTION, plan.predict());
        prediction.whole(Home.OUTPUT, ports(plan.forward(), Home.OUTPUT));
        OrderVerifier step = new OrderVerifier(plan);
        step.run(Work.STEP, plan.step());
        OrderVerifier training = new OrderVerifier(plan);
        Phases phases = plan.phases();
        training.run(Work.FORWARD, phases.forward(), plan.forward());
        training.whole(Home.OUTPUT, ports(plan.predict(), Home.OUTPUT));
        phases.updates().forEach(training::update);
        training.run(Work.BACKWARD, phases.backward(), plan.backward());
        training.run(Work.ACCUMULATION, plan.accumulate());
        training.run(Work.INPUT_GRADIENT, phases.inputGradient(), plan.inputGradient());
        training.whole(Home.INPUT_GRADIENT, ports(plan.forward(), Home.INPUT));
    }

    /** The arrays of floats that steps have to do with, each with one of its buffers. */
    private static Map<Integer, Buffer> ports(List<Step> steps, Home home) {
        Map<Integer, Buffer> ports = new TreeMap<>();
        for (Step step : steps) {
            for (Operand operand : step.operands()) {
                if (operand instanceof Operand.OfBuffer of
                        && of.buffer().home() == home
                        && of.buffer().isFloat()) {
                    ports.put(of.buffer().port(), of.buffer());
                }
            }
        }
        return ports;
    }

    /** All of a caller's array is written for each port. */
    private void whole(Home home, Map<Integer, Buffer> ports) {
        ports.forEach((port, buffer) -> {
            Written array = written.getOrDefault(List.of(home, port), new Written());
            if (!array.covers(Reach.of(0, List.of(), buffer.sample()))) {
                throw new IllegalStateException("not all of the array of " + home + " " + port + " is written");
            }
        });
    }

    private void run(Work pass, List<Phases.Phase> phases, List<Step> all) {
        if (phases.isEmpty()) {
            run(pass, all);
        }
        for (Phases.Phase phase : phases) {
            run(Work.SHARING, phase.shared());
            run(pass, phase.steps());
            run(Work.SUMMING, phase.sums());
        }
    }

    private void run(Work now, List<Step> steps) {
        work = now;
        for (Step step : steps) {
            StepOperands operands = new StepOperands(step);
            int result = step.kernel().match(StepRoles.ROLES);
            for (int i = 0; i < step.operands().size(); i++) {
                if (i != result) {
                    read(operands, i);
                }
            }
            write(operands, result);
        }
    }

    private void read(StepOperands operands, int index) {
        Operand operand = operands.step().operands().get(index);
        if (operand instanceof Operand.OfBuffer of) {
            read(operands, of.buffer(), index);
        } else if (operand instanceof Operand.OfParameter of) {
            operands.require(work.readsParameters(), () -> "no parameters are at hand in " + work);
            boolean isOld = updated.contains(of.name());
            operands.require(!isOld, () -> of.name() + " is read when it has got its new value");
        } else if (operand instanceof Operand.OfTransposed) {
            boolean isCopied = work.readsTransposed() && transposed.contains(operand);
            operands.require(isCopied, () -> operand + " is no copy that is made before " + work);
        } else if (operand instanceof Operand.OfStream) {
            operands.require(work.drawsRandomNumbers(), () -> "no random numbers are drawn in " + work);
            operands.require(streams.add(operand), () -> operand + " is drawn twice");
        }
    }

    private void read(StepOperands operands, Buffer buffer, int index) {
        operands.require(work.reads(buffer.home()), () -> buffer + " is not at hand in " + work);
        boolean given = buffer.home() == Home.INPUT || buffer.home() == Home.OUTPUT_GRADIENT || buffer.isKept();
        if (given || buffer.equals(Buffer.SAMPLES)) {
            return;
        }
        boolean there = written(buffer).covers(StepReach.of(operands.step(), index));
        operands.require(there, () -> buffer + " is read in " + work + " before all of it is written");
    }

    private void write(StepOperands operands, int index) {
        Operand operand = operands.step().operands().get(index);
        if (operand instanceof Operand.OfGradient of) {
            operands.require(work == Work.ACCUMULATION, () -> "a gradient is written in " + work);
            boolean rows = operands.step().kernel() instanceof ScatterRows;
            Reach reach = rows ? table(of) : StepReach.of(operands.step(), index);
            Written before = gradients.computeIfAbsent(of.name(), name -> new Written());
            operands.require(
                    !before.meets(reach), () -> "two steps add to the same elements of the gradient of " + of.name());
            before.add(reach);
        } else if (operand instanceof Operand.OfBuffer of) {
            write(operands, of.buffer(), StepReach.of(operands.step(), index));
        }
    }

    /** Indices may name any row of a table. */
    private Reach table(Operand.OfGradient of) {
        ParameterStorage.Slot slot = plan.parameters().slot(of.name());
        return Reach.of(of.offset(), List.of(), slot.parameter().shape().elements());
    }

    private void write(StepOperands operands, Buffer buffer, Reach reach) {
        operands.require(work.writes(buffer.home()), () -> buffer + " is written in " + work);
        operands.require(reach.isNested(), "the result is written in loops that meet");
        operands.require(
                buffer.isShared() || reach.end() <= buffer.sample(), () -> buffer + " ends before " + reach.end());
        Written before = written(buffer);
        boolean own = isOwn(buffer);
        Reach stored = own && !isExact(operands.step().kernel()) ? reach.withPadding() : reach;
        operands.require(!before.meets(stored), () -> buffer + " is written over what another step has written");
        before.add(reach);
    }

    /** Whether single elements are stored, or the ends of rows are left alone; others store whole vectors. */
    private static boolean isExact(Kernel kernel) {
        boolean lanes = kernel instanceof ReduceLoop reduce && reduce.lanes();
        boolean turned = kernel instanceof TransposeLoop transpose && !transpose.keepsRows();
        boolean spread = kernel instanceof SpreadLoop loop && loop.lanes();
        return lanes || turned || spread || kernel instanceof Dot || kernel instanceof RandomRows;
    }

    /** The model's buffers change at the end of the pass forward. */
    private void update(Phases.Update update) {
        ParameterStorage.Slot slot = plan.parameters().slot(update.name());
        boolean fits = update.from().width() == slot.parameter().shape().elements() && update.to() == slot.offset();
        if (!fits || !written(update.from()).covers(Reach.of(update.from()))) {
            throw new IllegalStateException(update + " is no new value of the buffer");
        }
        updated.add(update.name());
    }

    /** Whether it is no caller's. */
    private static boolean isOwn(Buffer buffer) {
        return buffer.home() == Home.ARENA || buffer.home() == Home.STATISTICS || buffer.isKept();
    }

    private Written written(Buffer buffer) {
        boolean own = isOwn(buffer);
        List<Object> owner = own ? List.of(buffer.id()) : List.of(buffer.home(), buffer.port());
        return written.computeIfAbsent(owner, key -> new Written());
    }
}
