package dev.nacre.compiler.random;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the generator knows of a value.
 *
 * @param recurrent whether a recurrent layer made it, so that {@code last} can follow
 */
record Value(List<Integer> shape, boolean integers, boolean recurrent) {

    Value {
        shape = List.copyOf(shape);
    }

    static Value floats(List<Integer> shape) {
        return new Value(shape, false, false);
    }

    static Value floats(Integer... shape) {
        return floats(List.of(shape));
    }

    /** The same elements, whatever they are, in another shape. */
    Value reshaped(List<Integer> other) {
        return new Value(other, integers, false);
    }

    int rank() {
        return shape.size();
    }

    int size(int axis) {
        return shape.get(axis);
    }

    int last() {
        return shape.get(rank() - 1);
    }

    int elements() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** Floats of this shape but for one axis. */
    Value with(int axis, int size) {
        List<Integer> sizes = new ArrayList<>(shape);
        sizes.set(axis, size);
        return floats(sizes);
    }

    /** Whether an item that was written for {@code other} can be applied to it. */
    boolean standsFor(Value other) {
        return shape.equals(other.shape) && integers == other.integers && (recurrent || !other.recurrent);
    }

    static String text(List<Integer> sizes) {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Its type in a signature. */
    String type() {
        return (integers ? "int" : "") + text(shape);
    }
}
