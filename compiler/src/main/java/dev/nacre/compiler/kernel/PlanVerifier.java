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
            boolean given = buffer.home() == Buffer.Home.INPUT
                    || buffer.home() == Buffer.Home.OUTPUT_GRADIENT
                    || buffer.equals(Buffer.SAMPLES);
            require(given || written.contains(buffer.id()), step, buffer + " is read before it is written");
        }
    }

    private void inside(Step step, Operand operand) {
        if (operand instanceof Operand.OfBuffer of) {
            Buffer buffer = of.buffer();
            boolean arena = buffer.home() == Buffer.Home.ARENA || buffer.home() == Buffer.Home.STATISTICS;
            long last = buffer.start() + (long) (buffer.rows() - 1) * buffer.stride();
            require(buffer.stride() >= buffer.width(), step, buffer + " has rows that overlap");
            require(last + buffer.width() <= buffer.floats(1), step, buffer + " leaves its sample");
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
                combined(buffer(x + 2 + i), out, epilogue.strides().get(i));
            }
            return buffer(x + 1);
        }

        /** Rows of each sample, or one row that all samples share. */
        private void combined(Buffer buffer, int width, int stride) {
            if (stride != 0) {
                matches(buffer, width, stride);
                return;
            }
            boolean row = buffer.isShared() && buffer.rows() == 1 && buffer.width() == width;
            require(row, step, buffer + " should be one row, " + width + " wide");
        }

        @Override
        public Boolean product(Kernel.Product product) {
            operands(3);
            Kernel.Columns columns = product.columns();
            int loads = Buffer.padded(columns.out());
            inside(buffer(0), product.loops(), product.w(), (columns.in() - 1) * columns.stepStride() + loads);
            int rows = (product.rows() - 1) * columns.xStride();
            inside(buffer(1), product.loops(), product.x(), rows + (columns.in() - 1) * product.xStep() + 1);
            storesVectors(buffer(2));
            inside(buffer(2), product.loops(), product.y(), (product.rows() - 1) * columns.yStride() + loads);
            return true;
        }

        /** Whether a nest that reaches {@code reach} floats in each step stays inside of a sample. */
        private void inside(Buffer buffer, List<Integer> axes, Access access, int reach) {
            long end = (long) buffer.start() + reach;
            for (int axis = 0; axis < axes.size(); axis++) {
                end += (axes.get(axis) - 1L) * access.axes().get(axis);
            }
            require(access.batch() == buffer.sample(), step, buffer + " has samples of another size");
            require(end <= buffer.sample(), step, buffer + " has less than " + end + " floats");
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
        public Boolean pick(Kernel.PickRows pick) {
            operands(2);
            inside(buffer(0), pick.axes(), pick.source(), (pick.width() - 1) * pick.step() + 1);
            inside(buffer(1), pick.axes(), pick.result(), pick.width());
            return true;
        }

        @Override
        public Boolean random(Kernel.RandomRows random) {
            operands(2);
            matches(buffer(0), random.width(), random.stride());
            return true;
        }

        @Override
        public Boolean convolution(Kernel.Convolution convolution) {
            int x = convolution.bias() ? 2 : 1;
            operands(x + 2 + convolution.epilogue().strides().size());
            reaches(buffer(x), convolution.terms(), convolution.positions(), convolution.xSample());
            Buffer y = buffer(x + 1);
            matches(y, convolution.out(), convolution.yStride());
            require(y.rows() == turns(convolution.positions()), step, "the result has other rows");
            storesVectors(y);
            if (convolution.depthwise()) {
                readsVectors(buffer(x));
            }
            for (int i = 0; i < convolution.epilogue().strides().size(); i++) {
                int stride = convolution.epilogue().strides().get(i);
                combined(buffer(x + 2 + i), convolution.out(), stride);
            }
            return true;
        }

        @Override
        public Boolean windowGradient(Kernel.WindowGradient gradient) {
            operands(2 * gradient.uses().size() + 1);
            for (int i = 0; i < gradient.uses().size(); i++) {
                Kernel.WindowUse use = gradient.uses().get(i);
                reaches(buffer(2 * i), use.terms(), use.positions(), use.aSample());
                reaches(buffer(2 * i + 1), List.of(), bLoops(use), use.bSample());
                readsVectors(buffer(2 * i + 1));
                require(use.rows() == gradient.rows(), step, "the uses have different rows");
            }
            return true;
        }

        private List<Kernel.Loop> bLoops(Kernel.WindowUse use) {
            return List.of(
                    new Kernel.Loop(use.positions().get(0).count(), use.bSteps().get(0)),
                    new Kernel.Loop(use.positions().get(1).count(), use.bSteps().get(1)));
        }

        @Override
        public Boolean pad(Kernel.Pad pad) {
            operands(2);
            require(buffer(0).sample() == pad.fromSample(), step, "samples are elsewhere");
            matches(buffer(1), Math.multiplyExact(pad.columns().to(), pad.channels()), pad.toRow());
            require(buffer(1).rows() == pad.rows().to(), step, "the copy has other rows");
            return true;
        }

        /** Loops stay inside the floats of a sample. */
        private void reaches(Buffer buffer, List<Kernel.Loop> terms, List<Kernel.Loop> positions, long sample) {
            long last = buffer.start();
            for (Kernel.Loop loop : terms) {
                last += (long) (loop.count() - 1) * loop.step();
            }
            for (Kernel.Loop loop : positions) {
                last += (long) (loop.count() - 1) * loop.step();
            }
            require(buffer.sample() == sample, step, buffer + " has samples elsewhere");
            require(last < buffer.sample(), step, buffer + " ends before " + last);
        }

        private static int turns(List<Kernel.Loop> loops) {
            return loops.stream().mapToInt(Kernel.Loop::count).reduce(1, Math::multiplyExact);
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
