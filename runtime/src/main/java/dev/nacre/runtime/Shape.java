package dev.nacre.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor, outermost axis first and without a batch axis; empty for a scalar. Every size is at least 1 and
 * their product fits an {@code int}.
 */
public record Shape(List<Integer> sizes) {

    /**
     * @throws IllegalArgumentException if a size is below 1 or there are too many elements
     */
    public Shape {
        sizes = List.copyOf(sizes);
        long elements = 1;
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException("A size must be at least 1: " + sizes);
            }
            elements *= size;
            if (elements > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("Too many elements for one array: " + sizes);
            }
        }
    }

    /** The shape with these sizes. */
    public static Shape of(int... sizes) {
        return new Shape(Arrays.stream(sizes).boxed().toList());
    }

    /** The number of axes. */
    public int rank() {
        return sizes.size();
    }

    /** The product of the sizes, 1 for a scalar. */
    public int elements() {
        return sizes.stream().reduce(1, (a, b) -> a * b);
    }

    /** The sizes as a new array. */
    public int[] toArray() {
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }

    /** {@code [1,28,28]}, as in a {@code .nn} file. */
    @Override
    public String toString() {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
}
