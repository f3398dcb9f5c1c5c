package dev.nacre.compiler.tensor;

import dev.nacre.compiler.model.Shape;

/** A place in a row-major tensor with the batch first, found again in tensors that are broadcast to it. */
final class Index {

    private final Shape shape;
    private final int[] coordinates;
    private int sample;

    Index(Shape shape) {
        this.shape = shape;
        this.coordinates = new int[shape.rank()];
    }

    /** Moves to element {@code position}, counted through the whole batch. */
    void set(int position) {
        int rest = position;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            coordinates[axis] = rest % shape.size(axis);
            rest /= shape.size(axis);
        }
        sample = rest;
    }

    /** The position of this place in {@code value}, in which axes of size 1, and a missing batch, repeat. */
    int broadcast(Value value) {
        int position = value.batched() ? sample : 0;
        int missing = shape.rank() - value.shape().rank();
        for (int axis = 0; axis < value.shape().rank(); axis++) {
            int size = value.shape().size(axis);
            position = position * size + (size == 1 ? 0 : coordinates[axis + missing]);
        }
        return position;
    }
}
