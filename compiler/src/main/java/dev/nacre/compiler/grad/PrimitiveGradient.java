package dev.nacre.compiler.grad;

import dev.nacre.compiler.model.Lengths;
import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Append;
import dev.nacre.compiler.tensor.Contract;
import dev.nacre.compiler.tensor.Flags;
import dev.nacre.compiler.tensor.Fold;
import dev.nacre.compiler.tensor.Gather;
import dev.nacre.compiler.tensor.MaxGradient;
import dev.nacre.compiler.tensor.Primitive;
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
import dev.nacre.compiler.tensor.ProgramBuilder;
import dev.nacre.compiler.tensor.Recent;
import dev.nacre.compiler.tensor.Scan;
import dev.nacre.compiler.tensor.ScanEnd;
import dev.nacre.compiler.tensor.ScanGradient;
import dev.nacre.compiler.tensor.ScanTrace;
import dev.nacre.compiler.tensor.ScatterAdd;
import dev.nacre.compiler.tensor.Value;
import dev.nacre.compiler.tensor.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Hands the gradient of a node's result on to its operands: the transposed derivative of each primitive. */
final class PrimitiveGradient implements Primitive.Cases<List<Contribution>> {

    private final ProgramBuilder builder;
    private final Lengths lengths;
    private final Value result;
    private final Value gradient;

    /** @param gradient the gradient of {@code result}, of its shape or to be broadcast to it */
    PrimitiveGradient(ProgramBuilder builder, Lengths lengths, Value result, Value gradient) {
        this.builder = builder;
        this.lengths = lengths;
        this.result = result;
        this.gradient = gradient;
    }

    @Override
    public List<Contribution> input(Input input) {
        return List.of();
    }

    @Override
    public List<Contribution> parameter(Parameter parameter) {
        return List.of();
    }

    @Override
    public List<Contribution> map(Map map) {
        MapGradient rule = new MapGradient(builder, lengths, map, result, gradient);
        List<Contribution> contributions = new ArrayList<>();
        for (int index = 0; index < map.operands().size(); index++) {
            Value operand = map.operands().get(index);
            rule.of(index).ifPresent(part -> contributions.add(new Contribution(operand, part)));
        }
        return contributions;
    }

    /** Of a sum of products, each operand's gradient is one too: the result's gradient times the other operand. */
    @Override
    public List<Contribution> contract(Contract contract) {
        Value left = contract.left();
        Value right = contract.right();
        return List.of(
                new Contribution(
                        left, contracted(contract, right, contract.rightLabels(), left, contract.leftLabels())),
                new Contribution(
                        right, contracted(contract, left, contract.leftLabels(), right, contract.rightLabels())));
    }

    private Value contracted(
            Contract contract, Value other, List<Integer> otherLabels, Value target, List<Integer> targetLabels) {
        Value full = Adjoints.expanded(builder, gradient, result);
        boolean sumBatch = (full.batched() || other.batched()) && !target.batched();
        Value product = builder.contract(full, contract.resultLabels(), other, otherLabels, targetLabels, sumBatch);
        return Adjoints.expanded(builder, product, target);
    }

    /** A sum's gradient is the same for all that was summed, samples too; it stays unexpanded. */
    @Override
    public List<Contribution> reduce(Reduce reduce) {
        return reduce.kind() == Reduce.Kind.MAX
                ? maximum(reduce)
                : List.of(new Contribution(reduce.operand(), gradient));
    }

    /** The first of all elements that are the maximum has its gradient. */
    private List<Contribution> maximum(Reduce reduce) {
        Value full = Adjoints.expanded(builder, gradient, result);
        Value first = builder.maxGradient(reduce.operand(), result, full, reduce.axes());
        return List.of(new Contribution(reduce.operand(), first));
    }

    @Override
    public List<Contribution> reshape(Reshape reshape) {
        Value operand = reshape.operand();
        Value full = Adjoints.expanded(builder, gradient, result);
        return List.of(new Contribution(operand, builder.reshape(full, operand.shape())));
    }

    /** Each operand gets its part. */
    @Override
    public List<Contribution> concat(Concat concat) {
        Value full = Adjoints.expanded(builder, gradient, result);
        List<Contribution> contributions = new ArrayList<>();
        int start = 0;
        for (Value operand : concat.operands()) {
            int size = operand.shape().size(concat.axis());
            RangeGradients.of(builder, full, concat.axis(), start, size)
                    .ifPresent(part -> contributions.add(new Contribution(operand, part)));
            start += size;
        }
        return contributions;
    }

    /** The range that was read. */
    @Override
    public List<Contribution> slice(Slice slice) {
        Value full = Adjoints.expanded(builder, gradient, result);
        return List.of(new Contribution(slice.operand(), full, slice.axis(), slice.start()));
    }

    @Override
    public List<Contribution> detach(Detach detach) {
        return List.of();
    }

    @Override
    public List<Contribution> random(Random random) {
        return List.of();
    }

    @Override
    public List<Contribution> transpose(Transpose transpose) {
        Value full = Adjoints.expanded(builder, gradient, result);
        List<Integer> back = new ArrayList<>();
        for (int axis = 0; axis < transpose.axes().size(); axis++) {
            back.add(transpose.axes().indexOf(axis));
        }
        return List.of(new Contribution(transpose.operand(), builder.transpose(full, back)));
    }

    /** Each element gets what all windows that it is part of get for it. */
    @Override
    public List<Contribution> window(Window window) {
        Value operand = window.operand();
        int axes = window.axes().size();
        List<Integer> sizes = operand.shape().sizes().subList(0, axes);
        Shape each = result.shape();
        for (int axis = axes; axis < 2 * axes; axis++) {
            each = each.with(axis, 1);
        }
        boolean sameForAll = gradient.shape().equals(each) && gradient.batched() == result.batched();
        Value windows = sameForAll ? gradient : Adjoints.expanded(builder, gradient, result);
        return List.of(new Contribution(operand, builder.fold(windows, window.axes(), sizes)));
    }

    @Override
    public List<Contribution> fold(Fold fold) {
        Value full = Adjoints.expanded(builder, gradient, result);
        Value windows = builder.window(full, fold.axes(), 0);
        Value operand = fold.operand();
        List<Integer> repeated = IntStream.range(0, operand.shape().rank())
                .filter(axis -> operand.shape().size(axis) < windows.shape().size(axis))
                .boxed()
                .toList();
        return List.of(new Contribution(operand, builder.sum(windows, repeated, false)));
    }

    @Override
    public List<Contribution> maxGradient(MaxGradient maxGradient) {
        throw new IllegalStateException("a gradient is not differentiated again");
    }

    @Override
    public List<Contribution> gather(Gather gather) {
        Value full = Adjoints.expanded(builder, gradient, result);
        int count = gather.table().shape().size(0);
        Value rows = builder.scatterAdd(List.of(gather.indices()), List.of(full), count, gather.padding());
        return List.of(new Contribution(gather.table(), rows));
    }

    @Override
    public List<Contribution> scatterAdd(ScatterAdd scatterAdd) {
        throw new IllegalStateException("a gradient is not differentiated again");
    }

    @Override
    public List<Contribution> scanTrace(ScanTrace scanTrace) {
        return List.of();
    }

    /** What is read of a trace is differentiated together, at the trace: by {@link ScanDerivative}. */
    @Override
    public List<Contribution> scan(Scan scan) {
        return List.of();
    }

    @Override
    public List<Contribution> scanEnd(ScanEnd scanEnd) {
        return List.of();
    }

    @Override
    public List<Contribution> scanGradient(ScanGradient scanGradient) {
        throw new IllegalStateException("a gradient is not differentiated again");
    }

    @Override
    public List<Contribution> append(Append append) {
        throw new IllegalStateException("a stream is not differentiated");
    }

    @Override
    public List<Contribution> recent(Recent recent) {
        throw new IllegalStateException("a stream is not differentiated");
    }

    @Override
    public List<Contribution> axisSize(Primitive.AxisSize axisSize) {
        return List.of();
    }

    @Override
    public List<Contribution> flags(Flags flags) {
        return List.of();
    }

    @Override
    public List<Contribution> iota(Iota iota) {
        return List.of();
    }

    @Override
    public List<Contribution> batchSize(BatchSize batchSize) {
        return List.of();
    }
}
