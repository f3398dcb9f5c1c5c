package dev.nacre.examples.benchmarks.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The sizes of a sample's axes, or of a parameter's. */
public record Shape(List<Integer> sizes) {

    public Shape {
        sizes = List.copyOf(sizes);
    }

    public static Shape of(int... sizes) {
        return new Shape(IntStream.of(sizes).boxed().toList());
    }

    public int rank() {
        return sizes.size();
    }

    public int size(int axis) {
        return sizes.get(axis);
    }

    /** The size of the last axis. */
    public int last() {
        return size(rank() - 1);
    }

    /** The product of all sizes. */
    public int elements() {
        return sizes.stream().reduce(1, Math::multiplyExact);
    }

    /** How many rows of the last axis there are. */
    public int rows() {
        return elements() / last();
    }

    /** With another size of the last axis. */
    public Shape withLast(int size) {
        List<Integer> changed = new ArrayList<>(sizes);
        changed.set(rank() - 1, size);
        return new Shape(changed);
    }

    /** With an axis before the first. */
    public Shape times(int count) {
        List<Integer> extended = new ArrayList<>(sizes);
        extended.add(0, count);
        return new Shape(extended);
    }

    /** The axes in another order. */
    public Shape permuted(int... axes) {
        return new Shape(IntStream.of(axes).mapToObj(sizes::get).toList());
    }

    public int[] toArray() {
        return sizes.stream().mapToInt(size -> size).toArray();
    }

    public long[] toLongs() {
        return sizes.stream().mapToLong(size -> size).toArray();
    }
}
