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
        new PlanVerifier(plan).verify(training);
    }

    private void verify(List<Step> steps) {
        for (Step step : steps) {
            for (Operand operand : StepRoles.read(step)) {
                readable(step, operand);
            }
            for (Operand operand : step.operands()) {
                inside(step, operand);
            }
            indicesAreNoValues(step);
            step.kernel().match(new Agreement(step));
            if (StepRoles.written(step) instanceof Operand.OfBuffer of) {
                written.add(of.buffer().id());
            }
        }
    }

    /** No kernel takes an index for a value: from 2^24 on, floats have no place for all of them. */
    private static void indicesAreNoValues(Step step) {
        BitSet found = new BitSet();
        for (int i = 0; i < step.operands().size(); i++) {
            found.set(
                    i,
                    step.operands().get(i) instanceof Operand.OfBuffer of
                            && !of.buffer().isFloat());
        }
        require(found.isEmpty() || found.equals(indices(step.kernel())), step, "indices are read or written as values");
    }

    /** Which operands of a kernel may be indices. */
    private static BitSet indices(Kernel kernel) {
        BitSet indices = new BitSet();
        if (kernel instanceof Kernel.Repack) {
            indices.set(0, 2);
        } else if (kernel instanceof Kernel.GatherRows) {
            indices.set(1);
        } else if (kernel instanceof Kernel.ScatterRows scatter) {
            IntStream.range(0, scatter.rows().size()).forEach(pair -> indices.set(2 * pair));
        }
        return indices;
    }

    private void readable(Step step, Operand operand) {
        if (operand instanceof Operand.OfBuffer of) {
            Buffer buffer = of.buffer();
            boolean callers = buffer.home() == Buffer.Home.INPUT || buffer.home() == Buffer.Home.OUTPUT_GRADIENT;
            require(callers || written.contains(buffer.id()), step, buffer + " is read before it is written");
        }
    }

    private void inside(Step step, Operand operand) {
        if (operand instanceof Operand.OfBuffer of) {
            Buffer buffer = of.buffer();
            boolean arena = buffer.home() == Buffer.Home.ARENA;
            long last = buffer.start() + (long) (buffer.rows() - 1) * buffer.stride();
            require(buffer.stride() >= buffer.width(), step, buffer + " has rows that overlap");
            require(last + buffer.width() <= buffer.sample(), step, buffer + " leaves its sample");
            require(!arena || buffer.stride() % Buffer.LANES == 0, step, buffer + " is not padded");
        } else if (operand instanceof Operand.OfParameter of) {
            require(of.offset() < plan.parameters().size(), step, operand + " is outside of the storage");
        } else if (operand instanceof Operand.OfTransposed of) {
            require(of.offset() < plan.transposedSize(), step, operand + " is outside of the transposed copies");
        }
    }

    private static void require(boolean condition, Step step, String message) {
        if (!condition) {
            throw new IllegalStateException(step.provenance() + ", " + step.kernel() + ": " + message);
        }
    }

    /** What each kernel assumes of its operands. */
    private record Agreement(Step step) implements Kernel.Cases<Boolean> {

        private Buffer buffer(int operand) {
            if (step.operands().get(operand) instanceof Operand.OfBuffer of) {
                return of.buffer();
            }
            throw new IllegalStateException(step + ": operand " + operand + " is not a buffer");
        }

        private void matches(Buffer buffer, int width, int stride) {
            require(buffer.width() == width, step, buffer + " should be " + width + " wide");
            require(buffer.stride() == stride, step, buffer + " should have the stride " + stride);
            require(buffer.isMatrix(), step, buffer + " has a gap between samples");
        }

        private void operands(int count) {
            require(step.operands().size() == count, step, "expected " + count + " operands");
        }

        private void storesVectors(Buffer buffer) {
            boolean room = buffer.stride() % Buffer.LANES == 0 && buffer.start() % Buffer.LANES == 0;
            require(room, step, buffer + " has no room for whole vectors");
        }

        /** Behind the last sample of a buffer in the arena, vectors have room to be read, wherever a view starts. */
        private void readsVectors(Buffer buffer) {
            boolean room = buffer.home() == Buffer.Home.ARENA || buffer.stride() % Buffer.LANES == 0;
            require(room, step, buffer + " has no room for whole vectors");
        }

        @Override
        public Boolean columns(Kernel.Columns columns) {
            storesVectors(product(
                    columns.bias(),
                    columns.in(),
                    columns.xStride(),
                    columns.out(),
                    columns.yStride(),
                    columns.epilogue()));
            return true;
        }

        @Override
        public Boolean dot(Kernel.Dot dot) {
            product(dot.bias(), dot.in(), dot.xStride(), dot.out(), dot.yStride(), dot.epilogue());
            return true;
        }

        private Buffer product(boolean bias, int in, int xStride, int out, int yStride, Kernel.Epilogue epilogue) {
            int x = bias ? 2 : 1;
            operands(x + 2 + epilogue.strides().size());
            matches(buffer(x), in, xStride);
            matches(buffer(x + 1), out, yStride);
            require(buffer(x + 1).rows() == step.rows(), step, "the result has other rows");
            require(buffer(x).rows() == step.rows(), step, "the input has other rows");
            for (int i = 0; i < epilogue.strides().size(); i++) {
                matches(buffer(x + 2 + i), out, epilogue.strides().get(i));
            }
            return buffer(x + 1);
        }

        @Override
        public Boolean outer(Kernel.Outer outer) {
            operands(3);
            matches(buffer(0), outer.rows(), outer.aStride());
            matches(buffer(1), outer.columns(), outer.bStride());
            require(buffer(0).rows() == buffer(1).rows(), step, "the operands have different rows");
            if (!outer.exact()) {
                readsVectors(buffer(1));
            }
            return true;
        }

        @Override
        public Boolean map(Kernel.MapLoop map) {
            operands(map.operands().size() + 1);
            Buffer result = buffer(map.operands().size());
            require(result.width() == map.width(), step, "the result has another width");
            storesVectors(result);
            return true;
        }

        @Override
        public Boolean reduce(Kernel.ReduceLoop reduce) {
            operands(2);
            require(buffer(0).width() == reduce.width(), step, "the operand has another width");
            return true;
        }

        @Override
        public Boolean repack(Kernel.Repack repack) {
            operands(2);
            matches(buffer(0), repack.fromWidth(), repack.fromStride());
            matches(buffer(1), repack.toWidth(), repack.toStride());
            require(buffer(0).rows() * buffer(0).width() == repack.elements(), step, "elements are lost");
            require(buffer(1).rows() * buffer(1).width() == repack.elements(), step, "elements are made up");
            return true;
        }

        @Override
        public Boolean join(Kernel.JoinRows join) {
            int parts = join.widths().size();
            operands(parts + 1);
            for (int i = 0; i < parts; i++) {
                matches(buffer(i), join.widths().get(i), join.strides().get(i));
            }
            int width = join.widths().stream().reduce(0, Math::addExact);
            matches(buffer(parts), width, join.stride());
            return true;
        }

        private void indices(Buffer buffer, int rows) {
            require(!buffer.isFloat(), step, buffer + " has no indices");
            require(buffer.sample() == rows, step, buffer + " should have " + rows + " indices without a gap");
        }

        @Override
        public Boolean gather(Kernel.GatherRows gather) {
            operands(3);
            indices(buffer(1), step.rows());
            matches(buffer(2), gather.width(), gather.stride());
            require(buffer(2).rows() == step.rows(), step, "the result has other rows");
            storesVectors(buffer(2));
            return true;
        }

        @Override
        public Boolean scatter(Kernel.ScatterRows scatter) {
            operands(2 * scatter.rows().size() + 1);
            for (int pair = 0; pair < scatter.rows().size(); pair++) {
                indices(buffer(2 * pair), scatter.rows().get(pair));
                Buffer gradients = buffer(2 * pair + 1);
                matches(gradients, scatter.width(), scatter.strides().get(pair));
                require(gradients.rows() == scatter.rows().get(pair), step, "the gradients have other rows");
                readsVectors(gradients);
            }
            return true;
        }

        @Override
        public Boolean transpose(Kernel.TransposeLoop transpose) {
            operands(2);
            int outer = transpose.axes().stream().reduce(step.rows(), Math::multiplyExact);
            int elements = Math.multiplyExact(outer, transpose.rows() * transpose.columns());
            require(buffer(0).rows() * buffer(0).width() == elements, step, "elements are lost");
            require(buffer(1).rows() * buffer(1).width() == elements, step, "elements are made up");
            return true;
        }

        @Override
        public Boolean random(Kernel.RandomRows random) {
            operands(2);
            matches(buffer(0), random.width(), random.stride());
            return true;
        }

        @Override
        public Boolean pool(Kernel.PoolLoop pool) {
            operands(2);
            for (int operand = 0; operand < 2; operand++) {
                require(buffer(operand).width() == pool.width(), step, "operand " + operand + " has another width");
            }
            readsVectors(buffer(0));
            storesVectors(buffer(1));
            return true;
        }

        @Override
        public Boolean spread(Kernel.SpreadLoop spread) {
            int result = spread.operands().size();
            operands(result + 1);
            require(buffer(result).width() == spread.width(), step, "the result has another width");
            for (int operand = 0; operand < result && !spread.lanes(); operand++) {
                require(buffer(operand).width() == spread.width(), step, "operand " + operand + " has another width");
                readsVectors(buffer(operand));
            }
            if (!spread.lanes()) {
                storesVectors(buffer(result));
            }
            return true;
        }
    }
}
