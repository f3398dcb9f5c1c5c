package dev.nacre.compiler.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The sizes of a tensor without its batch axis; every size is at least 1, and the product fits an {@code int}. */
public record Shape(List<Integer> sizes) {

    /** Most axes that a value may have. */
    public static final int MAX_RANK = 8;
    /** Most elements that a tensor may have: what a Java array holds, less a header on every VM. */
    public static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

    public Shape {
        sizes = List.copyOf(sizes);
    }

    public static Shape of(Integer... sizes) {
        return new Shape(Arrays.asList(sizes));
    }

    public int rank() {
        return sizes.size();
    }

    /** The size of an axis; negative axes count from the last, as in PyTorch. */
    public int size(int axis) {
        return sizes.get(axis < 0 ? axis + rank() : axis);
    }

    /** The size of the last axis, or 1 for a scalar. */
    public int last() {
        return sizes.isEmpty() ? 1 : size(-1);
    }

    /** The number of elements: the product of the sizes, 1 for a scalar. */
    public int elements() {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    /** This shape with another size in the given (non-negative) axis. */
    public Shape with(int axis, int size) {
        Integer[] copy = sizes.toArray(Integer[]::new);
        copy[axis] = size;
        return of(copy);
    }

    /** {@code [1,28,28]}, as the language writes it. */
    @Override
    public String toString() {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
}
