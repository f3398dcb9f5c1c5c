package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Shape;
import dev.nacre.compiler.tensor.Primitive.Concat;
import dev.nacre.compiler.tensor.Primitive.Contract;
import dev.nacre.compiler.tensor.Primitive.Detach;
import dev.nacre.compiler.tensor.Primitive.Input;
import dev.nacre.compiler.tensor.Primitive.Map;
import dev.nacre.compiler.tensor.Primitive.Parameter;
import dev.nacre.compiler.tensor.Primitive.Random;
import dev.nacre.compiler.tensor.Primitive.Reduce;
import dev.nacre.compiler.tensor.Primitive.Reshape;
import dev.nacre.compiler.tensor.Primitive.Slice;
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

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalStateException(problem);
        }
    }
}
