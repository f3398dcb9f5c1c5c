package dev.nacre.compiler.kernel;

import dev.nacre.compiler.kernel.Reach.Stride;
import dev.nacre.compiler.model.Recurrence.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * Which floats of a sample a step reads or writes through one operand; for a gradient, of the parameter's place in the storage.
 *
 * @param operand the index of an operand that is a buffer or a gradient
 */
record StepReach(Step step, int operand) implements Kernel.Cases<Reach> {

    /** Those of an operand. */
    static Reach of(Step step, int operand) {
        return step.kernel().match(new StepReach(step, operand));
    }

    private Reach rows() {
        return Reach.of(buffer());
    }

    private Buffer buffer() {
        return new StepOperands(step).buffer(operand);
    }

    private boolean isResult() {
        return operand == step.kernel().match(StepRoles.ROLES);
    }

    /** Loops of some counts over the axes of an access. */
    private Reach walk(List<Integer> counts, Access access, long run) {
        return Reach.of(buffer().start(), loops(counts, access.axes()), run);
    }

    private static List<Stride> loops(List<Integer> counts, List<Integer> steps) {
        List<Stride> loops = new ArrayList<>();
        for (int axis = 0; axis < Math.min(counts.size(), steps.size()); axis++) {
            loops.add(new Stride(counts.get(axis), steps.get(axis)));
        }
        return loops;
    }

    private static List<Stride> loops(List<Loop> loops) {
        return loops.stream().map(loop -> new Stride(loop.count(), loop.step())).toList();
    }

    /** A weight's gradient in panels: the lanes of the last one, those without an element too. */
    private Reach panels(int columns, long panel, int rows, long row) {
        if (step.operands().get(operand) instanceof Operand.OfGradient of) {
            long count = Buffer.padded(columns) / Buffer.LANES;
            return Reach.of(of.offset(), List.of(new Stride(count, panel), new Stride(rows, row)), Buffer.LANES);
        }
        throw new IllegalStateException(step + ": operand " + operand + " is no gradient");
    }

    @Override
    public Reach columns(Columns columns) {
        return rows();
    }

    @Override
    public Reach dot(Dot dot) {
        return rows();
    }

    @Override
    public Reach product(Product product) {
        Columns columns = product.columns();
        Access access = operand == 0 ? product.w() : operand == 1 ? product.x() : product.y();
        List<Stride> loops = loops(product.loops(), access.axes());
        switch (operand) {
            case 0 -> loops.add(new Stride(columns.in(), columns.stepStride()));
            case 1 -> {
                loops.add(new Stride(product.rows(), columns.xStride()));
                loops.add(new Stride(columns.in(), product.xStep()));
            }
            default -> loops.add(new Stride(product.rows(), columns.yStride()));
        }
        return Reach.of(buffer().start(), loops, operand == 1 ? 1 : columns.out());
    }

    @Override
    public Reach outer(Outer outer) {
        return isResult() ? panels(outer.columns(), outer.panelStride(), outer.rows(), outer.rowStride()) : rows();
    }

    @Override
    public Reach map(MapLoop map) {
        Access access = isResult() ? map.result() : map.operands().get(operand);
        List<Stride> loops = loops(map.axes(), access.axes());
        loops.add(new Stride(step.rows(), access.batch()));
        return Reach.of(buffer().start(), loops, access.contiguous() ? map.width() : 1);
    }

    @Override
    public Reach reduce(ReduceLoop reduce) {
        if (!isResult()) {
            List<Integer> counts = new ArrayList<>(reduce.kept());
            counts.addAll(reduce.reduced());
            return walk(counts, reduce.source(), reduce.width());
        }
        long start = step.operands().get(operand) instanceof Operand.OfGradient of ? of.offset() : buffer().start();
        return Reach.of(start, loops(reduce.kept(), reduce.result().axes()), reduce.lanes() ? 1 : reduce.width());
    }

    @Override
    public Reach repack(Repack repack) {
        return rows();
    }

    @Override
    public Reach join(JoinRows join) {
        return rows();
    }

    @Override
    public Reach random(RandomRows random) {
        return rows();
    }

    @Override
    public Reach gather(GatherRows gather) {
        return rows();
    }

    /** Indices may name any row of the table. */
    @Override
    public Reach scatter(ScatterRows scatter) {
        return rows();
    }

    @Override
    public Reach flags(FlagRows flags) {
        return rows();
    }

    @Override
    public Reach transpose(TransposeLoop transpose) {
        List<Integer> counts = new ArrayList<>(transpose.axes());
        counts.addAll(List.of(transpose.rows(), transpose.columns()));
        return walk(counts, isResult() ? transpose.result() : transpose.source(), 1);
    }

    @Override
    public Reach convolution(ConvolutionLoop convolution) {
        if (operand != (convolution.bias() ? 2 : 1)) {
            return rows();
        }
        List<Stride> loops = new ArrayList<>(loops(convolution.terms()));
        loops.addAll(loops(convolution.positions()));
        return Reach.of(buffer().start(), loops, convolution.depthwise() ? convolution.out() : 1);
    }

    @Override
    public Reach windowGradient(WindowGradient gradient) {
        if (isResult()) {
            return panels(
                    gradient.columns(), (long) gradient.panelRows() * Buffer.LANES, gradient.rows(), Buffer.LANES);
        }
        WindowUse use = gradient.uses().get(operand / 2);
        List<Stride> loops = new ArrayList<>();
        for (int i = 0; i < use.positions().size(); i++) {
            Loop position = use.positions().get(i);
            loops.add(new Stride(
                    position.count(),
                    operand % 2 == 0 ? position.step() : use.bSteps().get(i)));
        }
        if (operand % 2 == 0) {
            loops.addAll(loops(use.terms()));
        }
        boolean lanes = operand % 2 == 1 || gradient.depthwise();
        return Reach.of(buffer().start(), loops, lanes ? gradient.columns() : 1);
    }

    @Override
    public Reach pad(Pad pad) {
        if (isResult()) {
            return rows();
        }
        if (pad.rows().isEmpty() || pad.columns().isEmpty()) {
            return Reach.NOTHING;
        }
        Stride rows = copied(pad.rows());
        Stride columns = copied(pad.columns());
        long start = buffer().start()
                + (long) pad.rows().first() * rows.step()
                + (long) pad.columns().first() * columns.step();
        return Reach.of(start, List.of(rows, columns), pad.channels());
    }

    private static Stride copied(PadAxis axis) {
        return new Stride(axis.end() - axis.first(), axis.step());
    }

    @Override
    public Reach pool(PoolLoop pool) {
        List<Integer> counts = pool.windows().stream()
                .map(isResult() ? Sliding::count : Sliding::length)
                .toList();
        return walk(counts, isResult() ? pool.result() : pool.source(), pool.width());
    }

    @Override
    public Reach recurrent(RecurrentLoop recurrent) {
        int state = recurrent.product().bias() ? 3 : 2;
        return operand == state ? carried(recurrent.cell(), recurrent.hidden()) : rows();
    }

    @Override
    public Reach recurrentGradient(RecurrentGradient recurrentGradient) {
        return operand == 3 ? carried(recurrentGradient.cell(), recurrentGradient.hidden()) : rows();
    }

    /** What is there before the first step; the rest of a state is written before it is read. */
    private Reach carried(Cell cell, int hidden) {
        Stride parts = new Stride(cell.carries(), RecurrentLoop.memory(hidden));
        return Reach.of(buffer().start(), List.of(parts), hidden);
    }

    /** What has one value for each element of a window has axes for both. */
    @Override
    public Reach spread(SpreadLoop spread) {
        List<Integer> lengths = spread.windows().stream().map(Sliding::length).toList();
        if (isResult()) {
            return walk(lengths, spread.result(), spread.width());
        }
        if (spread.maximum() && operand == 0) {
            return walk(lengths, spread.operands().get(0), spread.width());
        }
        List<Integer> counts =
                new ArrayList<>(spread.windows().stream().map(Sliding::count).toList());
        spread.windows().forEach(sliding -> counts.add(sliding.window().size()));
        return walk(counts, spread.operands().get(operand), buffer().width());
    }
}
