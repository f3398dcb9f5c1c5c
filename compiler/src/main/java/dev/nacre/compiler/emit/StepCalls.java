package dev.nacre.compiler.emit;

import dev.nacre.compiler.kernel.Buffer;
import dev.nacre.compiler.kernel.Kernel;
import dev.nacre.compiler.kernel.Operand;
import dev.nacre.compiler.kernel.Phases;
import dev.nacre.compiler.kernel.Step;
import dev.nacre.compiler.kernel.StepRoles;
import dev.nacre.compiler.place.PlacedPlan.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the calls of a plan's steps, with the layer that each belongs to above it. */
final class StepCalls {

    private final KernelMethods methods;
    private final PortNames ports;
    private final Arena arena;
    private final boolean one;

    /** @param one whether there is a single sample, at the start of every array */
    StepCalls(KernelMethods methods, PortNames ports, Arena arena, boolean one) {
        this.methods = methods;
        this.ports = ports;
        this.arena = arena;
        this.one = one;
    }

    /** The calls, one after the other, under comments. */
    List<Sequence.Line> lines(List<Step> steps) {
        return steps.stream().map(step -> line(step, "")).toList();
    }

    /** The calls of steps that compute parameters' gradients, each for a range of its rows where it has any. */
    List<Sequence.Line> linesOfPart(List<Parts.Part> part) {
        return part.stream().map(some -> line(some.step(), some.range())).toList();
    }

    /** What is done before a phase: its sums begin at zero, and what its samples share is computed. */
    List<Sequence.Line> linesOfShared(Phases.Phase phase) {
        List<Sequence.Line> lines = new ArrayList<>();
        for (Step sum : phase.sums()) {
            if (StepRoles.written(sum) instanceof Operand.OfBuffer of) {
                int from = arena.offset(of.buffer());
                long to = from + of.buffer().floats(1);
                lines.add(new Sequence.Line("", "$arrays:T.fill(s, " + from + ", " + to + ", 0f);"));
            }
        }
        lines.addAll(lines(phase.shared()));
        return lines;
    }

    private Sequence.Line line(Step step, String range) {
        return new Sequence.Line(
                Code.inText(UserText.inComment(step.provenance())),
                step.kernel().match(new Call(step, range)));
    }

    private final class Call implements Kernel.Cases<String> {

        private final Step step;
        private final String range;

        Call(Step step, String range) {
            this.step = step;
            this.range = range;
        }

        @Override
        public String columns(Kernel.Columns columns) {
            return product();
        }

        @Override
        public String dot(Kernel.Dot dot) {
            return product();
        }

        private String product() {
            String name = methods.name(step.kernel());
            return one && step.rows() == 1
                    ? name + "Row(" + operands() + ");"
                    : name + "(" + operands() + ", " + rows() + ");";
        }

        @Override
        public String product(Kernel.Product product) {
            return methods.name(product) + "(" + operands() + ", " + rows() + ");";
        }

        @Override
        public String outer(Kernel.Outer outer) {
            return methods.name(outer) + "(" + operands() + ", " + rows() + ", " + range + ");";
        }

        @Override
        public String map(Kernel.MapLoop map) {
            boolean shared = StepRoles.written(step) instanceof Operand.OfBuffer of
                    && of.buffer().isShared();
            return methods.name(map) + "(" + operands() + ", " + (shared ? String.valueOf(step.rows()) : rows()) + ");";
        }

        @Override
        public String reduce(Kernel.ReduceLoop reduce) {
            return methods.name(reduce) + "(" + operands() + ", " + rows() + ");";
        }

        @Override
        public String repack(Kernel.Repack repack) {
            if (copiesIndices()) {
                return "System.arraycopy(" + operands() + ", " + count(repack.elements()) + ");";
            }
            if (RepackMethods.narrow(repack)) {
                int rows = repack.elements() / repack.toWidth();
                return methods.name(repack) + "(" + operands() + ", " + count(rows) + ");";
            }
            boolean oneRow = one && repack.elements() == repack.toWidth() && repack.fromWidth() == repack.toWidth();
            boolean gapless =
                    repack.toStride() == repack.toWidth() && (oneRow || repack.fromStride() == repack.fromWidth());
            if (gapless) {
                return "System.arraycopy(" + operands() + ", " + count(repack.elements()) + ");";
            }
            String from = operand(step.operands().get(0)) + ", " + repack.fromWidth() + ", " + repack.fromStride();
            String to = operand(step.operands().get(1)) + ", " + repack.toWidth() + ", " + repack.toStride();
            return "$rows:T.repack(" + from + ", " + to + ", " + repack.elements() + ", " + rows() + ");";
        }

        @Override
        public String join(Kernel.JoinRows join) {
            return methods.name(join) + "(" + operands() + ", " + rows() + ");";
        }

        @Override
        public String transpose(Kernel.TransposeLoop transpose) {
            return methods.name(transpose) + "(" + operands() + ", " + rows() + ");";
        }

        @Override
        public String gather(Kernel.GatherRows gather) {
            return methods.name(gather) + "(" + operands() + ", " + rows() + ");";
        }

        @Override
        public String scatter(Kernel.ScatterRows scatter) {
            return methods.name(scatter) + "(" + operands() + ", " + rows() + ");";
        }

        @Override
        public String pick(Kernel.PickRows pick) {
            return methods.name(pick) + "(" + operands() + ", " + rows() + ");";
        }

        @Override
        public String random(Kernel.RandomRows random) {
            return methods.name(random) + "(" + operands() + ", " + rows() + ", seed, step, sample);";
        }

        @Override
        public String convolution(Kernel.Convolution convolution) {
            return methods.name(convolution) + "(" + operands() + ", " + rows() + ");";
        }

        @Override
        public String windowGradient(Kernel.WindowGradient windowGradient) {
            return methods.name(windowGradient) + "(" + operands() + ", " + rows() + ", " + range + ");";
        }

        @Override
        public String pad(Kernel.Pad pad) {
            return methods.name(pad) + "(" + operands() + ", " + rows() + ");";
        }

        @Override
        public String pool(Kernel.PoolLoop pool) {
            return methods.name(pool) + "(" + operands() + ", " + rows() + ");";
        }

        @Override
        public String spread(Kernel.SpreadLoop spread) {
            return methods.name(spread) + "(" + operands() + ", " + rows() + ");";
        }

        /** Indices are in callers' arrays alone, in which rows have no gaps. */
        private boolean copiesIndices() {
            return step.operands().get(0) instanceof Operand.OfBuffer of
                    && !of.buffer().isFloat();
        }

        private String rows() {
            return count(step.rows());
        }

        private String count(int each) {
            return one ? String.valueOf(each) : Code.times("n", each);
        }

        private String operands() {
            List<String> texts = new ArrayList<>();
            step.operands().forEach(operand -> texts.add(operand(operand)));
            return texts.stream().collect(Collectors.joining(", "));
        }
    }

    private String operand(Operand operand) {
        return operand.match(new Operand.Cases<>() {
            @Override
            public String buffer(Operand.OfBuffer of) {
                return place(of.buffer());
            }

            @Override
            public String parameter(Operand.OfParameter of) {
                return "p, " + of.offset();
            }

            @Override
            public String transposed(Operand.OfTransposed of) {
                return "t, " + of.offset();
            }

            @Override
            public String gradient(Operand.OfGradient of) {
                return "g, " + of.offset();
            }

            @Override
            public String stream(Operand.OfStream of) {
                return String.valueOf(of.stream());
            }

            @Override
            public String iota(Operand.OfIota of) {
                return KernelClass.IOTA + ", 0";
            }
        });
    }

    private String place(Buffer buffer) {
        return switch (buffer.home()) {
            case INPUT -> callers("x", buffer, ports.inputs().size());
            case OUTPUT -> callers("y", buffer, ports.outputs().size());
            case OUTPUT_GRADIENT -> callers("gy", buffer, ports.outputs().size());
            case INPUT_GRADIENT -> callers("gx", buffer, ports.inputs().size());
            case ARENA -> "arena, " + arena.offset(buffer);
            case STATISTICS -> "s, " + arena.offset(buffer);
        };
    }

    private String callers(String letters, Buffer buffer, int count) {
        String array = PortNames.kernel(letters, buffer.port(), count);
        return array + ", " + (one ? String.valueOf(buffer.start()) : Code.at(array + "o", buffer.start()));
    }
}
