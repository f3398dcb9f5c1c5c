package dev.nacre.compiler.kernel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Checks what every plan promises: buffers are written before they are read, kernels agree with their operands about sizes
 * and strides, whole vectors are stored only where there is room for them, and parameters stay inside the storage.
 */
public final class PlanVerifier {

    private final Plan plan;
    private final Set<Integer> written = new HashSet<>();

    private PlanVerifier(Plan plan) {
        this.plan = plan;
    }

    /**
     * Checks a plan.
     *
     * @throws IllegalStateException if a promise is broken; names the step
     */
    public static void verify(Plan plan) {
        new PlanVerifier(plan).verify(plan.predict());
        List<Step> training = new ArrayList<>(plan.forward());
        training.addAll(plan.backward());
        training.addAll(plan.accumulate());
        training.addAll(plan.inputGradient());
        PlanVerifier verifier = new PlanVerifier(plan);
        verifier.verify(training);
        plan.phases().updates().forEach(verifier::verify);
    }

    private void verify(Phases.Update update) {
        ParameterStorage.Slot slot = plan.parameters().slot(update.name());
        boolean fits = update.from().width() == slot.parameter().shape().elements() && update.to() == slot.offset();
        if (!fits || !written.contains(update.from().id())) {
            throw new IllegalStateException(update + " is no new value of the buffer");
        }
    }

    private void verify(List<Step> steps) {
        for (Step step : steps) {
            StepOperands operands = new StepOperands(step);
            for (Operand operand : StepRoles.read(step)) {
                readable(operands, operand);
            }
            for (Operand operand : step.operands()) {
                inside(operands, operand);
            }
            indicesAreNoValues(operands);
            step.kernel().match(new KernelAgreement(operands));
            if (StepRoles.written(step) instanceof Operand.OfBuffer of) {
                written.add(of.buffer().id());
            }
        }
    }

    /** No kernel takes an index for a value: from 2^24 on, floats have no place for all of them. */
    private static void indicesAreNoValues(StepOperands operands) {
        Step step = operands.step();
        BitSet found = new BitSet();
        for (int i = 0; i < step.operands().size(); i++) {
            found.set(
                    i,
                    step.operands().get(i) instanceof Operand.OfBuffer of
                            && !of.buffer().isFloat());
        }
        operands.require(
                found.isEmpty() || found.equals(indices(step.kernel())), "indices are read or written as values");
    }

    /** Which operands of a kernel may be indices. */
    private static BitSet indices(Kernel kernel) {
        BitSet indices = new BitSet();
        if (kernel instanceof Repack) {
            indices.set(0, 2);
        } else if (kernel instanceof GatherRows) {
            indices.set(1);
        } else if (kernel instanceof ScatterRows scatter) {
            IntStream.range(0, scatter.rows().size()).forEach(pair -> indices.set(2 * pair));
        }
        return indices;
    }

    private void readable(StepOperands operands, Operand operand) {
        if (operand instanceof Operand.OfBuffer of) {
            Buffer buffer = of.buffer();
            boolean given = buffer.home() == Buffer.Home.INPUT
                    || buffer.home() == Buffer.Home.OUTPUT_GRADIENT
                    || buffer.equals(Buffer.SAMPLES);
            operands.require(given || written.contains(buffer.id()), buffer + " is read before it is written");
        }
    }

    private void inside(StepOperands operands, Operand operand) {
        if (operand instanceof Operand.OfBuffer of) {
            Buffer buffer = of.buffer();
            boolean arena = buffer.home() == Buffer.Home.ARENA || buffer.home() == Buffer.Home.STATISTICS;
            long last = buffer.start() + (long) (buffer.rows() - 1) * buffer.stride();
            operands.require(buffer.stride() >= buffer.width(), buffer + " has rows that overlap");
            operands.require(last + buffer.width() <= buffer.floats(1), buffer + " leaves its sample");
            operands.require(!arena || buffer.stride() % Buffer.LANES == 0, buffer + " is not padded");
        } else if (operand instanceof Operand.OfParameter of) {
            operands.require(of.offset() < plan.parameters().size(), operand + " is outside of the storage");
        } else if (operand instanceof Operand.OfTransposed of) {
            operands.require(of.offset() < plan.transposedSize(), operand + " is outside of the transposed copies");
        }
    }
}
