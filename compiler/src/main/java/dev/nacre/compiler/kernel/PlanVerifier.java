package dev.nacre.compiler.kernel;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Checks what every plan promises: the order of its steps is one in which they can run, kernels agree with their operands about sizes
 * and strides, whole vectors are stored only where there is room for them, and parameters stay inside the storage.
 */
public final class PlanVerifier {

    private final Plan plan;

    private PlanVerifier(Plan plan) {
        this.plan = plan;
    }

    /**
     * Checks a plan.
     *
     * @throws IllegalStateException if a promise is broken; names the step
     */
    public static void verify(Plan plan) {
        PlanVerifier verifier = new PlanVerifier(plan);
        Stream.of(plan.predict(), plan.step(), plan.forward(), plan.backward(), plan.accumulate(), plan.inputGradient())
                .forEach(verifier::verify);
        OrderVerifier.verify(plan);
    }

    private void verify(List<Step> steps) {
        for (Step step : steps) {
            StepOperands operands = new StepOperands(step);
            for (Operand operand : step.operands()) {
                inside(operands, operand);
            }
            indicesAreNoValues(operands);
            step.kernel().match(new KernelAgreement(operands));
        }
    }

    /** No kernel takes an index for a value: from 2^24 on, floats have no place for all of them. Flags are 0 and 1. */
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
        if (kernel instanceof FlagRows) {
            indices.set(0);
        } else if (kernel instanceof Repack) {
            indices.set(0, 2);
        } else if (kernel instanceof GatherRows) {
            indices.set(1);
        } else if (kernel instanceof ScatterRows scatter) {
            IntStream.range(0, scatter.rows().size()).forEach(pair -> indices.set(2 * pair));
        }
        return indices;
    }

    private void inside(StepOperands operands, Operand operand) {
        if (operand instanceof Operand.OfBuffer of) {
            Buffer buffer = of.buffer();
            boolean arena =
                    buffer.home() == Buffer.Home.ARENA || buffer.home() == Buffer.Home.STATISTICS || buffer.isKept();
            long last = buffer.start() + (long) (buffer.rows() - 1) * buffer.stride();
            operands.require(buffer.stride() >= buffer.width(), () -> buffer + " has rows that overlap");
            operands.require(last + buffer.width() <= buffer.floats(1), () -> buffer + " leaves its sample");
            operands.require(!arena || buffer.stride() % Buffer.LANES == 0, () -> buffer + " is not padded");
        } else if (operand instanceof Operand.OfParameter of) {
            operands.require(of.offset() < plan.parameters().size(), () -> operand + " is outside of the storage");
        } else if (operand instanceof Operand.OfTransposed of) {
            operands.require(
                    of.offset() < plan.transposedSize(), () -> operand + " is outside of the transposed copies");
        }
    }
}
