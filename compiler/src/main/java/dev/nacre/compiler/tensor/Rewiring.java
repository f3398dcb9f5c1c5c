package dev.nacre.compiler.tensor;

import dev.nacre.compiler.tensor.Primitive.BatchSize;
import dev.nacre.compiler.tensor.Primitive.Concat;
import dev.nacre.compiler.tensor.Primitive.Detach;
import dev.nacre.compiler.tensor.Primitive.Input;
import dev.nacre.compiler.tensor.Primitive.Iota;
import dev.nacre.compiler.tensor.Primitive.Map;
import dev.nacre.compiler.tensor.Primitive.Parameter;
import dev.nacre.compiler.tensor.Primitive.Random;
import dev.nacre.compiler.tensor.Primitive.Reduce;
import dev.nacre.compiler.tensor.Primitive.Reshape;
import dev.nacre.compiler.tensor.Primitive.Slice;
import dev.nacre.compiler.tensor.Primitive.Transpose;
import java.util.function.UnaryOperator;

/** A primitive with other operands in the places of its own. */
final class Rewiring implements Primitive.Cases<Primitive> {

    private final UnaryOperator<Value> moved;

    /** @param moved what takes the place of an operand */
    Rewiring(UnaryOperator<Value> moved) {
        this.moved = moved;
    }

    @Override
    public Primitive input(Input input) {
        return input;
    }

    @Override
    public Primitive parameter(Parameter parameter) {
        return parameter;
    }

    @Override
    public Primitive map(Map map) {
        return new Map(map.operands().stream().map(moved).toList(), map.body());
    }

    @Override
    public Primitive contract(Contract contract) {
        return new Contract(
                moved.apply(contract.left()),
                contract.leftLabels(),
                moved.apply(contract.right()),
                contract.rightLabels(),
                contract.resultLabels(),
                contract.sumBatch());
    }

    @Override
    public Primitive reduce(Reduce reduce) {
        return new Reduce(reduce.kind(), moved.apply(reduce.operand()), reduce.axes(), reduce.sumBatch());
    }

    @Override
    public Primitive reshape(Reshape reshape) {
        return new Reshape(moved.apply(reshape.operand()), reshape.shape());
    }

    @Override
    public Primitive concat(Concat concat) {
        return new Concat(concat.operands().stream().map(moved).toList(), concat.axis());
    }

    @Override
    public Primitive slice(Slice slice) {
        return new Slice(moved.apply(slice.operand()), slice.axis(), slice.start(), slice.size());
    }

    @Override
    public Primitive detach(Detach detach) {
        return new Detach(moved.apply(detach.operand()));
    }

    @Override
    public Primitive random(Random random) {
        return random;
    }

    @Override
    public Primitive transpose(Transpose transpose) {
        return new Transpose(moved.apply(transpose.operand()), transpose.axes());
    }

    @Override
    public Primitive window(Window window) {
        return new Window(moved.apply(window.operand()), window.axes(), window.padding());
    }

    @Override
    public Primitive fold(Fold fold) {
        return new Fold(moved.apply(fold.operand()), fold.axes(), fold.sizes());
    }

    @Override
    public Primitive maxGradient(MaxGradient maxGradient) {
        return new MaxGradient(
                moved.apply(maxGradient.operand()),
                moved.apply(maxGradient.maximum()),
                moved.apply(maxGradient.gradient()),
                maxGradient.axes());
    }

    @Override
    public Primitive gather(Gather gather) {
        return new Gather(moved.apply(gather.table()), moved.apply(gather.indices()), gather.padding());
    }

    @Override
    public Primitive scatterAdd(ScatterAdd scatterAdd) {
        return new ScatterAdd(
                scatterAdd.indices().stream().map(moved).toList(),
                scatterAdd.gradients().stream().map(moved).toList(),
                scatterAdd.count(),
                scatterAdd.padding());
    }

    @Override
    public Primitive scanTrace(ScanTrace scanTrace) {
        return new ScanTrace(
                scanTrace.run(),
                moved.apply(scanTrace.gates()),
                moved.apply(scanTrace.weight()),
                scanTrace.bias().map(moved),
                scanTrace.start().stream().map(moved).toList());
    }

    @Override
    public Primitive scan(Scan scan) {
        Primitive of = scanTrace(scan.of());
        return new Scan(moved.apply(scan.trace()), (ScanTrace) of);
    }

    @Override
    public Primitive scanEnd(ScanEnd scanEnd) {
        return new ScanEnd(moved.apply(scanEnd.scan()), scanEnd.part(), scanEnd.hidden());
    }

    @Override
    public Primitive scanGradient(ScanGradient scanGradient) {
        return new ScanGradient(
                scanGradient.cell(),
                scanGradient.reverse(),
                moved.apply(scanGradient.trace()),
                moved.apply(scanGradient.gradient()),
                moved.apply(scanGradient.weight()),
                scanGradient.ends().stream().map(moved).toList(),
                scanGradient.reachesStart());
    }

    @Override
    public Primitive recent(Recent recent) {
        return new Recent(moved.apply(recent.row()), recent.rows(), recent.every());
    }

    @Override
    public Primitive append(Append append) {
        return new Append(moved.apply(append.row()), append.rows());
    }

    @Override
    public Primitive axisSize(Primitive.AxisSize axisSize) {
        return axisSize;
    }

    @Override
    public Primitive flags(Flags flags) {
        return new Flags(moved.apply(flags.integers()));
    }

    @Override
    public Primitive iota(Iota iota) {
        return iota;
    }

    @Override
    public Primitive batchSize(BatchSize batchSize) {
        return batchSize;
    }
}
