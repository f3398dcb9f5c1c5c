package dev.nacre.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * The sizes of a tensor, outermost axis first and without a batch axis; empty for a scalar. Every size is at least 1 and
 * their product fits an {@code int}.
 *
 * <p>Every model makes some when its class is loaded, so that there are plain loops here: the first stream and the first
 * lambda of an application cost it tens of milliseconds.
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
        List<Integer> list = new ArrayList<>(sizes.length);
        for (int size : sizes) {
            list.add(size);
        }
        return new Shape(list);
    }

    /** The number of axes. */
    public int rank() {
        return sizes.size();
    }

    /** The product of the sizes, 1 for a scalar; without an iterator, because every training step asks. */
    public int elements() {
        int elements = 1;
        for (int axis = 0; axis < sizes.size(); axis++) {
            elements *= sizes.get(axis);
        }
        return elements;
    }

    /** The sizes as a new array. */
    public int[] toArray() {
        int[] array = new int[rank()];
        for (int axis = 0; axis < array.length; axis++) {
            array[axis] = sizes.get(axis);
        }
        return array;
    }

    /** {@code [1,28,28]}, as in a {@code .nn} file. */
    @Override
    public String toString() {
        return sizes.toString().replace(" ", "");
    }
}
