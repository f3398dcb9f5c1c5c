package dev.nacre.compiler.oracle;

import dev.nacre.compiler.model.Shape;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** One sample of a value: its sizes, channels first as in PyTorch, and its elements in row-major order. */
final class Grid {

    private final int[] sizes;
    private final double[] values;

    /** Takes both arrays as they are. */
    Grid(int[] sizes, double[] values) {
        this.sizes = sizes;
        this.values = values;
    }

    int[] sizes() {
        return sizes;
    }

    /** The elements themselves. */
    double[] values() {
        return values;
    }

    static Grid of(Shape shape, double... values) {
        return new Grid(shape.sizes().stream().mapToInt(size -> size).toArray(), values);
    }

    /** A grid whose element at each place is a function of the place. */
    static Grid of(int[] sizes, ToDoubleFunction<int[]> element) {
        double[] values = new double[elements(sizes)];
        for (int i = 0; i < values.length; i++) {
            values[i] = element.applyAsDouble(place(sizes, i));
        }
        return new Grid(sizes, values);
    }

    static int[] sizes(Shape shape) {
        return shape.sizes().stream().mapToInt(size -> size).toArray();
    }

    static int elements(int[] sizes) {
        return IntStream.of(sizes).reduce(1, (a, b) -> a * b);
    }

    /** Where the element with a row-major index is. */
    static int[] place(int[] sizes, int index) {
        int[] place = new int[sizes.length];
        int rest = index;
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            place[axis] = rest % sizes[axis];
            rest /= sizes[axis];
        }
        return place;
    }

    double at(int... place) {
        return values[index(place)];
    }

    int index(int... place) {
        int index = 0;
        for (int axis = 0; axis < sizes.length; axis++) {
            index = index * sizes[axis] + place[axis];
        }
        return index;
    }

    /** Whether a place is inside. */
    boolean has(int... place) {
        return IntStream.range(0, sizes.length).allMatch(axis -> place[axis] >= 0 && place[axis] < sizes[axis]);
    }

    /** Row {@code i} of all along the first axis. */
    double[] row(int i) {
        int width = values.length / sizes[0];
        return Arrays.copyOfRange(values, i * width, (i + 1) * width);
    }

    int last() {
        return sizes[sizes.length - 1];
    }

    Grid with(double... others) {
        return new Grid(sizes, others);
    }
}
