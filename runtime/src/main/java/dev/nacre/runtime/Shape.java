package dev.nacre.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sizes of a tensor, outermost axis first and without a batch axis; empty for a scalar. Every size is at least 1 and
 * their product fits an {@code int}.
 *
 * <p>Every model makes some when its class is loaded, so that there are plain loops here: the first stream and the first
 * lambda of an application cost it tens of milliseconds.
 */
public record Shape(List<Integer> sizes, Map<Integer, Length> lengths) {

    /**
     * @param sizes where a size is known only when the model is called, the largest that it may be
     * @param lengths such sizes, by their axes from 0 on
     * @throws IllegalArgumentException if a size is below 1 or there are too many elements
     */
    public Shape {
        sizes = List.copyOf(sizes);
        lengths = Map.copyOf(lengths);
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

    /** Sizes that are the same for every sample. */
    public Shape(List<Integer> sizes) {
        this(sizes, Map.of());
    }

    /** The shape with these sizes. */
    public static Shape of(int... sizes) {
        List<Integer> list = new ArrayList<>(sizes.length);
        for (int size : sizes) {
            list.add(size);
        }
        return new Shape(list);
    }

    /** This shape, but that the size of an axis is known only when the model is called; what it was is the largest that it may be. */
    public Shape withLength(int axis, Length length) {
        Map<Integer, Length> more = new HashMap<>(lengths);
        more.put(axis, length);
        return new Shape(sizes, more);
    }

    /** The same for a length of that name, which may be 1. */
    public Shape withLength(int axis, String name) {
        return withLength(axis, Length.declared(name, 1));
    }

    /** Whether any size is known only when the model is called. */
    public boolean hasLength() {
        return !lengths.isEmpty();
    }

    /** The first axis whose size is known only when the model is called, counted from 0; −1 if there is none. */
    public int lengthAxis() {
        for (int axis = 0; axis < sizes.size(); axis++) {
            if (lengths.containsKey(axis)) {
                return axis;
            }
        }
        return -1;
    }

    /** The number of axes. */
    public int rank() {
        return sizes.size();
    }

    /** The product of the sizes, 1 for a scalar, the most that it may be if one is a length; without an iterator, because every training step asks. */
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

    /** {@code [1,28,28]} or {@code [T,64]}, as in a {@code .nn} file. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("[");
        for (int axis = 0; axis < sizes.size(); axis++) {
            Length length = lengths.get(axis);
            text.append(axis == 0 ? "" : ",").append(length == null ? String.valueOf(sizes.get(axis)) : length.name());
        }
        return text.append(']').toString();
    }
}
