package dev.nacre.examples.benchmarks.contestant;

import dev.nacre.examples.benchmarks.network.Shape;
import java.util.stream.IntStream;

/**
 * Brings the axes of a parameter into the order in which another library wants them.
 *
 * @param from the shape as PyTorch has it
 * @param axes those of {@code from}, in their new order
 */
public record Transposition(Shape from, int... axes) {

    public static Transposition none(Shape shape) {
        return new Transposition(shape, IntStream.range(0, shape.rank()).toArray());
    }

    /** The shape with the axes in their new order. */
    public Shape to() {
        return from.permuted(axes);
    }

    /** Row-major in the new order. */
    public float[] apply(float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[source(i)];
        }
        return result;
    }

    /** Undoes {@link #apply}. */
    public float[] undo(float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[source(i)] = values[i];
        }
        return result;
    }

    /** The place of the element that comes to a place. */
    private int source(int place) {
        int rest = place;
        int source = 0;
        for (int i = axes.length - 1; i >= 0; i--) {
            int size = from.size(axes[i]);
            source += rest % size * stride(axes[i]);
            rest /= size;
        }
        return source;
    }

    private int stride(int axis) {
        int stride = 1;
        for (int i = axis + 1; i < from.rank(); i++) {
            stride *= from.size(i);
        }
        return stride;
    }
}
