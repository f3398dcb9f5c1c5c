package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Recurrence.Cell;
import dev.nacre.compiler.model.Shape;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The shape rules of the primitives: the value that a node makes of its operands. Throws {@link IllegalStateException}
 * for operands that do not fit.
 */
final class Inference implements Primitive.Cases<Value> {

    private final int id;
    private final Shape leaf;

    private Inference(int id, Shape leaf) {
        this.id = id;
        this.leaf = leaf;
    }

    /** The value that node {@code id} makes; {@code leaf} is the shape of an input or a parameter, else ignored. */
    static Value infer(int id, Primitive primitive, Shape leaf) {
        return primitive.match(new Inference(id, leaf));
    }

    @Override
    public Value input(Input input) {
        return new Value(id, leaf, true);
    }

    @Override
    public Value parameter(Parameter parameter) {
        return new Value(id, leaf, false);
    }

    @Override
    public Value map(Map map) {
        require(!map.operands().isEmpty(), "a map without operands has no shape");
        for (int arg : map.body().arguments()) {
            require(arg >= 0 && arg < map.operands().size(), "the body reads an operand that is not there: " + arg);
        }
        Shape shape = Broadcast.shape(map.operands().stream().map(Value::shape).toList());
        return new Value(id, shape, map.operands().stream().anyMatch(Value::batched));
    }

    @Override
    public Value contract(Contract contract) {
        java.util.Map<Integer, Integer> left = labelled(contract.left(), contract.leftLabels());
        java.util.Map<Integer, Integer> right = labelled(contract.right(), contract.rightLabels());
        Set<Integer> result = new HashSet<>(contract.resultLabels());
        require(result.size() == contract.resultLabels().size(), "a label stands twice: " + contract.resultLabels());
        left.forEach((label, size) -> {
            require(size.equals(right.getOrDefault(label, size)), "label " + label + " has two sizes");
            require(right.containsKey(label) || result.contains(label), "label " + label + " is summed alone");
        });
        right.keySet()
                .forEach(label -> require(
                        left.containsKey(label) || result.contains(label), "label " + label + " is summed alone"));
        java.util.Map<Integer, Integer> sizes = new HashMap<>(left);
        sizes.putAll(right);
        require(sizes.keySet().containsAll(result), "a label of the result is in no operand");
        boolean batched = contract.left().batched() || contract.right().batched();
        require(batched || !contract.sumBatch(), "there is no batch to sum over");
        Shape shape = new Shape(contract.resultLabels().stream().map(sizes::get).toList());
        return new Value(id, shape, batched && !contract.sumBatch());
    }

    private static java.util.Map<Integer, Integer> labelled(Value value, List<Integer> labels) {
        require(labels.size() == value.shape().rank(), "labels " + labels + " do not fit " + value.shape());
        java.util.Map<Integer, Integer> sizes = new HashMap<>();
        for (int axis = 0; axis < labels.size(); axis++) {
            require(labels.get(axis) >= 0, "the batch is not listed");
            require(sizes.put(labels.get(axis), value.shape().size(axis)) == null, "a label stands twice: " + labels);
        }
        return sizes;
    }

    @Override
    public Value reduce(Reduce reduce) {
        Value operand = reduce.operand();
        Shape shape = operand.shape();
        int previous = -1;
        for (int axis : reduce.axes()) {
            require(axis > previous && axis < shape.rank(), "axes " + reduce.axes() + " do not fit " + operand.shape());
            shape = shape.with(axis, 1);
            previous = axis;
        }
        require(!reduce.sumBatch() || operand.batched(), "there is no batch to sum over");
        require(!reduce.sumBatch() || reduce.kind() == Reduce.Kind.SUM, "only sums go over the batch");
        return new Value(id, shape, operand.batched() && !reduce.sumBatch());
    }

    @Override
    public Value reshape(Reshape reshape) {
        Value operand = reshape.operand();
        require(
                operand.shape().elements() == reshape.shape().elements(),
                operand.shape() + " and " + reshape.shape() + " differ in their number of elements");
        return new Value(id, reshape.shape(), operand.batched());
    }

    @Override
    public Value concat(Concat concat) {
        require(!concat.operands().isEmpty(), "nothing is no value");
        Value first = concat.operands().get(0);
        int axis = axis(concat.axis(), first.shape());
        int size = 0;
        for (Value operand : concat.operands()) {
            Shape shape = operand.shape();
            boolean fits = shape.rank() == first.shape().rank()
                    && shape.with(axis, 1).equals(first.shape().with(axis, 1));
            require(fits, first.shape() + " and " + shape + " differ in more than axis " + axis);
            require(operand.batched() == first.batched(), "only some of the values have a batch");
            size = Math.addExact(size, shape.size(axis));
        }
        return new Value(id, first.shape().with(axis, size), first.batched());
    }

    @Override
    public Value slice(Slice slice) {
        Shape shape = slice.operand().shape();
        int axis = axis(slice.axis(), shape);
        boolean inside = slice.start() >= 0 && slice.size() > 0 && slice.size() <= shape.size(axis) - slice.start();
        require(inside, shape + " has no " + slice.size() + " places from " + slice.start() + " on in axis " + axis);
        return new Value(id, shape.with(axis, slice.size()), slice.operand().batched());
    }

    private static int axis(int axis, Shape shape) {
        require(axis >= 0 && axis < shape.rank(), shape + " has no axis " + axis);
        return axis;
    }

    @Override
    public Value detach(Detach detach) {
        return new Value(id, detach.operand().shape(), detach.operand().batched());
    }

    @Override
    public Value random(Random random) {
        return new Value(id, random.shape(), true);
    }

    @Override
    public Value transpose(Transpose transpose) {
        List<Integer> axes = transpose.axes();
        Shape shape = transpose.operand().shape();
        boolean all = axes.size() == shape.rank() && Set.copyOf(axes).size() == axes.size();
        require(all, axes + " are not the axes of " + shape);
        return new Value(
                id,
                new Shape(
                        axes.stream().map(axis -> shape.size(axis(axis, shape))).toList()),
                transpose.operand().batched());
    }

    @Override
    public Value window(Window window) {
        Shape shape = window.operand().shape();
        require(window.axes().size() == shape.rank() - 1, window.axes() + " do not fit " + shape);
        return new Value(
                id, Windows.shape(window.axes(), shape), window.operand().batched());
    }

    @Override
    public Value fold(Fold fold) {
        Shape windows = fold.operand().shape();
        List<Integer> sizes = new ArrayList<>(fold.sizes());
        sizes.add(windows.last());
        Shape shape = new Shape(sizes);
        require(fold.axes().size() == fold.sizes().size(), fold.axes() + " do not fit " + shape);
        Shape all = Windows.shape(fold.axes(), shape);
        Shape given = windows;
        for (int axis = fold.axes().size(); axis < all.rank() - 1 && given.rank() == all.rank(); axis++) {
            given = given.size(axis) == 1 ? given.with(axis, all.size(axis)) : given;
        }
        require(all.equals(given), windows + " are no windows of " + shape);
        return new Value(id, shape, fold.operand().batched());
    }

    @Override
    public Value maxGradient(MaxGradient maxGradient) {
        Value operand = maxGradient.operand();
        Shape reduced = operand.shape();
        for (int axis : maxGradient.axes()) {
            reduced = reduced.with(axis(axis, operand.shape()), 1);
        }
        for (Value other : List.of(maxGradient.maximum(), maxGradient.gradient())) {
            require(other.shape().equals(reduced), other + " is no maximum of " + operand);
            require(other.batched() == operand.batched(), other + " and " + operand + " differ in their batch");
        }
        return new Value(id, operand.shape(), operand.batched());
    }

    @Override
    public Value gather(Gather gather) {
        require(gather.table().shape().rank() == 2, gather.table() + " is no table");
        require(!gather.table().batched(), "the table has a batch");
        List<Integer> sizes = new ArrayList<>(gather.indices().shape().sizes());
        sizes.add(gather.table().shape().last());
        return new Value(id, new Shape(sizes), gather.indices().batched());
    }

    @Override
    public Value scatterAdd(ScatterAdd scatterAdd) {
        require(scatterAdd.indices().size() == scatterAdd.gradients().size(), "not every gradient has indices");
        int size = scatterAdd.gradients().get(0).shape().last();
        for (int i = 0; i < scatterAdd.indices().size(); i++) {
            List<Integer> sizes =
                    new ArrayList<>(scatterAdd.indices().get(i).shape().sizes());
            sizes.add(size);
            Shape shape = scatterAdd.gradients().get(i).shape();
            require(shape.sizes().equals(sizes), shape + " should be " + sizes);
        }
        return new Value(id, Shape.of(scatterAdd.count(), size), false);
    }

    @Override
    public Value scanTrace(ScanTrace scanTrace) {
        Shape weight = scanTrace.weight().shape();
        Shape gates = scanTrace.gates().shape();
        boolean fits = gates.rank() == 2
                && weight.rank() == 2
                && gates.size(1) == weight.size(0)
                && weight.size(0) == scanTrace.cell().gates() * weight.size(1);
        require(fits, gates + " are no gates for the weight " + weight);
        require(
                scanTrace.bias().stream().allMatch(bias -> bias.shape().equals(Shape.of(weight.size(0)))),
                scanTrace.bias() + " is no bias for the weight " + weight);
        requireCarried(scanTrace.cell(), scanTrace.start(), weight);
        return new Value(
                id,
                Shape.of(gates.size(0), scanTrace.width()),
                scanTrace.gates().batched());
    }

    /** For everything that is carried a value of the state's size, or nothing at all. */
    private static void requireCarried(Cell cell, List<Value> carried, Shape weight) {
        boolean fits = carried.isEmpty() || carried.size() == cell.carries();
        boolean sized =
                carried.stream().allMatch(value -> value.shape().equals(Shape.of(weight.size(1))) && value.batched());
        require(fits && sized, carried + " is not what is carried with the weight " + weight);
    }

    @Override
    public Value scan(Scan scan) {
        Shape trace = scan.trace().shape();
        return new Value(id, trace.with(1, scan.of().hidden()), scan.trace().batched());
    }

    @Override
    public Value scanEnd(ScanEnd scanEnd) {
        return new Value(id, Shape.of(scanEnd.hidden()), scanEnd.scan().batched());
    }

    @Override
    public Value scanGradient(ScanGradient scanGradient) {
        Shape gradient = scanGradient.gradient().shape();
        boolean fits = gradient.size(0) == scanGradient.trace().shape().size(0)
                && gradient.size(1) == scanGradient.weight().shape().size(1);
        require(fits, gradient + " is no gradient of the states in " + scanGradient.trace());
        requireCarried(
                scanGradient.cell(), scanGradient.ends(), scanGradient.weight().shape());
        return new Value(
                id, gradient.with(1, scanGradient.width()), scanGradient.trace().batched());
    }

    @Override
    public Value append(Append append) {
        return new Value(id, append.row().shape().with(0, append.rows()), true);
    }

    @Override
    public Value recent(Recent recent) {
        Shape row = recent.row().shape();
        require(row.rank() == 2 && row.size(0) == 1, row + " is no row");
        return new Value(id, row.with(0, recent.rows()), true);
    }

    @Override
    public Value axisSize(Primitive.AxisSize axisSize) {
        return new Value(id, Shape.of(1), false);
    }

    @Override
    public Value flags(Flags flags) {
        return new Value(id, flags.integers().shape(), flags.integers().batched());
    }

    @Override
    public Value iota(Iota iota) {
        return new Value(id, Shape.of(iota.size()), false);
    }

    @Override
    public Value batchSize(BatchSize batchSize) {
        return new Value(id, Shape.of(1), false);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalStateException(problem);
        }
    }
}
