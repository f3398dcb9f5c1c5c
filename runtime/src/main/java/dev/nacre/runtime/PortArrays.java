package dev.nacre.runtime;

import java.util.List;

/**
 * An array for each of some ports, in the order of the signature: a {@code float[]} or, for ports of {@code int}, an
 * {@code int[]}. For code that works with any model; who knows the model calls methods that take the arrays themselves.
 * The arrays are not copied.
 */
public final class PortArrays {

    private final Object[] arrays;
    private int[][] lengths = {};

    private PortArrays(Object[] arrays) {
        this.arrays = arrays;
    }

    /**
     * These arrays.
     *
     * @throws IllegalArgumentException if one is neither a {@code float[]} nor an {@code int[]}
     */
    public static PortArrays of(Object... arrays) {
        for (int i = 0; i < arrays.length; i++) {
            if (!(arrays[i] instanceof float[] || arrays[i] instanceof int[])) {
                throw new IllegalArgumentException(
                        "Array " + i + ": expected a float[] or an int[], got " + described(arrays[i]));
            }
        }
        return new PortArrays(arrays.clone());
    }

    /** New arrays for {@code n} samples of these ports, filled with zeros. */
    public static PortArrays zeros(List<Port> ports, int n) {
        Object[] arrays = new Object[ports.size()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = zeros(ports.get(i), n);
        }
        return new PortArrays(arrays);
    }

    private static Object zeros(Port port, int n) {
        int length = Math.multiplyExact(n, port.width());
        return port.isFloat() ? new float[length] : new int[length];
    }

    /** The number of arrays. */
    public int size() {
        return arrays.length;
    }

    /**
     * The array at {@code index}; the array itself.
     *
     * @throws IllegalArgumentException if there is none, or it is an {@code int[]}
     */
    public float[] floats(int index) {
        if (at(index) instanceof float[] floats) {
            return floats;
        }
        throw new IllegalArgumentException("Array " + index + ": expected a float[], got an int[]");
    }

    /**
     * The array at {@code index}; the array itself.
     *
     * @throws IllegalArgumentException if there is none, or it is a {@code float[]}
     */
    public int[] ints(int index) {
        if (at(index) instanceof int[] ints) {
            return ints;
        }
        throw new IllegalArgumentException("Array " + index + ": expected an int[], got a float[]");
    }

    private Object at(int index) {
        if (index < 0 || index >= arrays.length) {
            throw new IllegalArgumentException(
                    "Expected an array for each port, at least " + (index + 1) + ", got " + arrays.length);
        }
        return arrays[index];
    }

    /** Whether the array at {@code index} is a {@code float[]}. */
    public boolean isFloat(int index) {
        return at(index) instanceof float[];
    }

    /**
     * Puts another array in the place of the one at {@code index}, so that the same object serves one batch after the other.
     *
     * @throws IllegalArgumentException if there is none, or it is an {@code int[]}
     */
    public void set(int index, float[] array) {
        floats(index);
        arrays[index] = array;
    }

    /**
     * Puts another array in the place of the one at {@code index}.
     *
     * @throws IllegalArgumentException if there is none, or it is a {@code float[]}
     */
    public void set(int index, int[] array) {
        ints(index);
        arrays[index] = array;
    }

    /**
     * Says how long each sample is, for inputs with a length that is known when the model is called.
     *
     * @param each for each length of the model, in the order in which its inputs name them, that of each sample; the arrays
     *     themselves
     */
    public PortArrays withLengths(int[]... each) {
        lengths = each.clone();
        return this;
    }

    /**
     * How long each sample is.
     *
     * @param index of the length among those of the model
     * @throws IllegalArgumentException if that was not said
     */
    public int[] lengths(int index) {
        if (index < 0 || index >= lengths.length) {
            throw new IllegalArgumentException("Expected lengths of the samples, which `withLengths` gives, at least "
                    + (index + 1) + " arrays of them, got " + lengths.length);
        }
        return lengths[index];
    }

    private static String described(Object array) {
        return array == null ? "null" : array.getClass().getSimpleName();
    }
}
