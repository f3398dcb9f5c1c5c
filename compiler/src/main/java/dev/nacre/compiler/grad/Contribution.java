package dev.nacre.compiler.grad;

import dev.nacre.compiler.tensor.Value;

/**
 * What one use of a value adds to its gradient.
 *
 * @param gradient of the value's shape, or to be broadcast to it; of a use that reads a range of an axis, for that range
 * @param axis the axis of which the use reads a range; {@link #WHOLE} if it reads all of the value
 * @param start where the range starts
 */
record Contribution(Value value, Value gradient, int axis, int start) {

    static final int WHOLE = -1;

    Contribution(Value value, Value gradient) {
        this(value, gradient, WHOLE, 0);
    }

    /** Behind the range. */
    int end() {
        return start + gradient.shape().size(axis);
    }
}
