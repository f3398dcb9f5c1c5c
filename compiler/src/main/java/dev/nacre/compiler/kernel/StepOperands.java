package dev.nacre.compiler.kernel;

import java.util.List;
import java.util.function.Supplier;

/** A step's operands, and what kernels may assume of them. */
record StepOperands(Step step) {

    void require(boolean condition, String message) {
        require(condition, () -> message);
    }

    /** Most messages are never read, and it takes longer to write them than to check. */
    void require(boolean condition, Supplier<String> message) {
        if (!condition) {
            throw new IllegalStateException(step.provenance() + ", " + step.kernel() + ": " + message.get());
        }
    }

    void count(int count) {
        require(step.operands().size() == count, () -> "expected " + count + " operands");
    }

    Buffer buffer(int operand) {
        if (step.operands().get(operand) instanceof Operand.OfBuffer of) {
            return of.buffer();
        }
        throw new IllegalStateException(step + ": operand " + operand + " is not a buffer");
    }

    void matches(Buffer buffer, int width, int stride) {
        require(buffer.width() == width, () -> buffer + " should be " + width + " wide");
        require(buffer.stride() == stride, () -> buffer + " should have the stride " + stride);
        require(buffer.isMatrix(), () -> buffer + " has a gap between samples");
    }

    /** Rows of each sample, or one row that all samples share. */
    void combined(Buffer buffer, int width, int stride) {
        if (stride != 0) {
            matches(buffer, width, stride);
            return;
        }
        boolean row = buffer.isShared() && buffer.rows() == 1 && buffer.width() == width;
        require(row, () -> buffer + " should be one row, " + width + " wide");
    }

    void storesVectors(Buffer buffer) {
        boolean room = buffer.stride() % Buffer.LANES == 0 && buffer.start() % Buffer.LANES == 0;
        require(room, () -> buffer + " has no room for whole vectors");
    }

    /** Behind the last sample of a buffer in the arena, vectors have room to be read, wherever a view starts. */
    void readsVectors(Buffer buffer) {
        boolean room = buffer.home() == Buffer.Home.ARENA || buffer.stride() % Buffer.LANES == 0;
        require(room, () -> buffer + " has no room for whole vectors");
    }

    /** Whether a nest that reaches {@code reach} floats in each step stays inside of a sample. */
    void inside(Buffer buffer, List<Integer> axes, Access access, int reach) {
        long end = (long) buffer.start() + reach;
        for (int axis = 0; axis < axes.size(); axis++) {
            end += (axes.get(axis) - 1L) * access.axes().get(axis);
        }
        require(access.batch() == buffer.sample(), () -> buffer + " has samples of another size");
        require(end <= buffer.sample(), () -> buffer + " ends before the loops do");
    }

    /** Loops stay inside the floats of a sample. */
    void reaches(Buffer buffer, List<Loop> terms, List<Loop> positions, long sample) {
        long last = buffer.start();
        for (Loop loop : terms) {
            last += (long) (loop.count() - 1) * loop.step();
        }
        for (Loop loop : positions) {
            last += (long) (loop.count() - 1) * loop.step();
        }
        require(buffer.sample() == sample, () -> buffer + " has samples elsewhere");
        require(last < buffer.sample(), () -> buffer + " ends before the loops do");
    }
}
