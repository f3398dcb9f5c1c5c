package dev.nacre.compiler.emit;

import dev.nacre.compiler.emit.Call.Argument;
import dev.nacre.compiler.emit.method.Code;
import dev.nacre.compiler.emit.method.Counts;
import dev.nacre.compiler.emit.method.GradientParts;
import dev.nacre.compiler.emit.method.KernelMethods;
import dev.nacre.compiler.emit.method.RepackMethods;
import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Columns;
import dev.nacre.compiler.kernel.ConvolutionLoop;
import dev.nacre.compiler.kernel.Dot;
import dev.nacre.compiler.kernel.FlagRows;
import dev.nacre.compiler.kernel.GatherRows;
import dev.nacre.compiler.kernel.JoinRows;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.MapLoop;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Outer;
import dev.nacre.compiler.kernel.Pad;
import dev.nacre.compiler.kernel.Phases;
import dev.nacre.compiler.kernel.PoolLoop;
import dev.nacre.compiler.kernel.Product;
import dev.nacre.compiler.kernel.RandomRows;
import dev.nacre.compiler.kernel.RecurrentGradient;
import dev.nacre.compiler.kernel.RecurrentLoop;
import dev.nacre.compiler.kernel.ReduceLoop;
import dev.nacre.compiler.kernel.Repack;
import dev.nacre.compiler.kernel.ScatterRows;
import dev.nacre.compiler.kernel.SpreadLoop;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.kernel.StepRoles;
import dev.nacre.compiler.kernel.TransposeLoop;
import dev.nacre.compiler.kernel.WindowGradient;
import dev.nacre.compiler.place.PlacedPlan.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the calls of a plan's steps, with the layer that each belongs to above it. */
final class StepCalls {

    private final KernelMethods methods;
    private final Counts counts;
    private final Arena arena;
    private final boolean one;
    private final @Nullable Halves halves;
    private final OperandPlaces places;

    /** @param one whether there is a single sample, at the start of every array */
    StepCalls(KernelMethods methods, PortNames ports, Arena arena, boolean one) {
        this(methods, ports, arena, one, null);
    }

    /** @param halves for weights of 16 bits; null for floats */
    StepCalls(KernelMethods methods, PortNames ports, Arena arena, boolean one, @Nullable Halves halves) {
        this.methods = methods;
        this.counts = methods.counts().ofDeclared();
        this.arena = arena;
        this.one = one;
        this.halves = halves;
        this.places = new OperandPlaces(counts, ports, arena, one, halves);
    }

    /** The calls, one after the other, under comments. */
    List<Statements.Line> lines(List<Step> steps) {
        return RolledCalls.lines(steps.stream().map(step -> call(step, "")).toList());
    }

    /** The calls of a stream's step; what is not done in each one is inside of an {@code if}. */
    List<Statements.Line> linesOfStream(List<Step> steps) {
        List<Statements.Line> lines = new ArrayList<>();
        for (int from = 0; from < steps.size(); ) {
            int every = steps.get(from).every();
            int to = from + 1;
            while (to < steps.size() && steps.get(to).every() == every) {
                to++;
            }
            List<Statements.Line> some = lines(steps.subList(from, to));
            lines.addAll(every == 1 ? some : List.of(sometimes(every, some)));
            from = to;
        }
        return lines;
    }

    private static Statements.Line sometimes(int every, List<Statements.Line> lines) {
        return new Statements.Line(
                "",
                "if (step % " + every + " == 0) {\n" + Statements.text(lines).indent(4) + "}");
    }

    /** The calls of steps that compute parameters' gradients, each for a range of its rows where it has any. */
    List<Statements.Line> linesOfPart(List<GradientParts.Part> part) {
        return part.stream().map(some -> call(some.step(), some.range()).line()).toList();
    }

    /** What is done before a phase: its sums begin at zero, and what its samples share is computed. */
    List<Statements.Line> linesOfShared(Phases.Phase phase) {
        List<Statements.Line> lines = new ArrayList<>();
        for (Step sum : phase.sums()) {
            if (StepRoles.written(sum) instanceof Operand.OfBuffer of) {
                int from = arena.offset(of.buffer());
                long to = from + of.buffer().floats(1);
                lines.add(new Statements.Line("", "$arrays:T.fill(s, " + from + ", " + to + ", 0f);"));
            }
        }
        lines.addAll(lines(phase.shared()));
        return lines;
    }

    private RolledCalls.Commented call(Step step, String range) {
        if (StepRoles.written(step) instanceof Operand.OfBuffer of
                && of.buffer().home() == Buffer.Home.RECENT) {
            places.addedAt(of.buffer(), step.every());
        }
        StepCall call = new StepCall(step, range);
        return new RolledCalls.Commented(
                Code.inText(UserText.inComment(step.provenance())),
                halves != null && halves.parameters().areReadBy(step)
                        ? call.halved(halves)
                        : step.kernel().match(call));
    }

    private final class StepCall implements Kernel.Cases<Call> {

        private final Step step;
        private final String range;

        StepCall(Step step, String range) {
            this.step = step;
            this.range = range;
        }

        /** Of a kernel that reads weights of 16 bits. */
        Call halved(Halves halves) {
            String name = halves.methods().name(step.kernel());
            if (isOneSample() && HalfPlan.isOneRow(step)) {
                return call(name + "Row");
            } else if (step.kernel() instanceof GatherRows) {
                return call(name, rows());
            }
            return call(name, Argument.of("arena"), Argument.of(halves.wide()), rows());
        }

        @Override
        public Call columns(Columns columns) {
            return product();
        }

        @Override
        public Call dot(Dot dot) {
            return product();
        }

        private Call product() {
            String name = methods.name(step.kernel());
            return isOneSample() && step.rows() == 1 ? call(name + "Row") : call(name, rows());
        }

        @Override
        public Call product(Product product) {
            return call(methods.name(product), rows());
        }

        @Override
        public Call outer(Outer outer) {
            return call(methods.name(outer), rows(), Argument.of(range));
        }

        @Override
        public Call map(MapLoop map) {
            boolean shared = StepRoles.written(step) instanceof Operand.OfBuffer of
                    && of.buffer().isShared();
            return call(methods.name(map), shared ? size(step.rows()) : rows());
        }

        @Override
        public Call reduce(ReduceLoop reduce) {
            return call(methods.name(reduce), rows());
        }

        @Override
        public Call repack(Repack repack) {
            boolean ofLength = repack.parts() > 1 || !counts.isFixed(repack.toWidth());
            if (ofLength && isCallers(0) != isCallers(1)) {
                return repackParts(repack);
            }
            if (copiesIndices()) {
                return call("System.arraycopy", count(repack.elements()));
            }
            if (RepackMethods.narrow(repack)) {
                int rows = repack.elements() / repack.toWidth();
                return call(methods.name(repack), count(rows));
            }
            boolean oneRow = one && repack.elements() == repack.toWidth() && repack.fromWidth() == repack.toWidth();
            boolean gapless =
                    repack.toStride() == repack.toWidth() && (oneRow || repack.fromStride() == repack.fromWidth());
            if (gapless) {
                return call("System.arraycopy", count(repack.elements()));
            }
            List<Argument> arguments = new ArrayList<>(operand(step.operands().get(0)));
            arguments.add(size(repack.fromWidth()));
            arguments.add(Argument.of(repack.fromStride()));
            arguments.addAll(operand(step.operands().get(1)));
            arguments.add(size(repack.toWidth()));
            arguments.add(Argument.of(repack.toStride()));
            arguments.add(size(repack.elements()));
            arguments.add(isOneSample() ? Argument.of(step.rows()) : rows());
            return new Call("$rows:T.repack", arguments);
        }

        /** In a caller's array the parts of a sample follow each other. */
        private Call repackParts(Repack repack) {
            boolean spread = isCallers(0);
            int stride = spread ? repack.toStride() : repack.fromStride();
            int rows = repack.elements() / repack.parts() / repack.toWidth();
            List<Argument> room = List.of(Argument.of(Math.multiplyExact(rows, stride)), Argument.of(stride));
            List<Argument> arguments = new ArrayList<>(operand(step.operands().get(0)));
            arguments.addAll(spread ? List.of() : room);
            arguments.addAll(operand(step.operands().get(1)));
            arguments.addAll(spread ? room : List.of());
            arguments.addAll(List.of(size(repack.toWidth()), size(rows), Argument.of(repack.parts())));
            return new Call(spread ? "$rows:T.spread" : "$rows:T.gather", arguments);
        }

        private boolean isCallers(int operand) {
            return step.operands().get(operand) instanceof Operand.OfBuffer of
                    && of.buffer().home() != Buffer.Home.ARENA;
        }

        @Override
        public Call join(JoinRows join) {
            return call(methods.name(join), rows());
        }

        @Override
        public Call transpose(TransposeLoop transpose) {
            return call(methods.name(transpose), rows());
        }

        @Override
        public Call gather(GatherRows gather) {
            return call(methods.name(gather), rows());
        }

        @Override
        public Call scatter(ScatterRows scatter) {
            return call(methods.name(scatter), rows());
        }

        @Override
        public Call flags(FlagRows flags) {
            return call(methods.name(flags), rows());
        }

        @Override
        public Call random(RandomRows random) {
            return call(methods.name(random), rows(), Argument.of("seed"), Argument.of("step"), Argument.of("sample"));
        }

        @Override
        public Call convolution(ConvolutionLoop convolution) {
            return call(methods.name(convolution), rows());
        }

        @Override
        public Call windowGradient(WindowGradient windowGradient) {
            return call(methods.name(windowGradient), rows(), Argument.of(range));
        }

        @Override
        public Call pad(Pad pad) {
            return call(methods.name(pad), rows());
        }

        @Override
        public Call pool(PoolLoop pool) {
            return call(methods.name(pool), rows());
        }

        @Override
        public Call recurrent(RecurrentLoop recurrent) {
            return call(methods.name(recurrent), rows());
        }

        @Override
        public Call recurrentGradient(RecurrentGradient recurrentGradient) {
            return call(methods.name(recurrentGradient), rows());
        }

        @Override
        public Call spread(SpreadLoop spread) {
            return call(methods.name(spread), rows());
        }

        /** Indices are in callers' arrays alone, in which rows have no gaps. */
        private boolean copiesIndices() {
            return step.operands().get(0) instanceof Operand.OfBuffer of
                    && !of.buffer().isFloat();
        }

        private Argument rows() {
            return count(step.rows());
        }

        private Argument count(int each) {
            return isOneSample() ? size(each) : Argument.of(Code.times("n", each));
        }

        /** A count within a sample. */
        private Argument size(int count) {
            return counts.isFixed(count) ? Argument.of(count) : Argument.of(counts.text(count));
        }

        /** The call of a method with the operands and whatever follows them. */
        private Call call(String method, Argument... further) {
            List<Argument> arguments = new ArrayList<>();
            step.operands().forEach(operand -> arguments.addAll(operand(operand)));
            arguments.addAll(List.of(further));
            methods.lengths(step.kernel()).forEach(length -> arguments.add(Argument.of(length)));
            return new Call(method, arguments);
        }
    }

    private List<Argument> operand(Operand operand) {
        return operand.match(places);
    }

    /** Whether a call works on a single sample: samples of any length go through the loops one by one. */
    private boolean isOneSample() {
        return one || counts.any();
    }
}
