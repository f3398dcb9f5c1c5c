package dev.nacre.compiler.emit.method;

import dev.nacre.compiler.emit.vector.Dialect;
import dev.nacre.compiler.tensor.Scalar.Binary.Operator;

/** How the elements of an axis or a window become one. */
enum Joining {
    SUM(0f),
    MAXIMUM(Float.NEGATIVE_INFINITY);

    private final float start;

    Joining(float start) {
        this.start = start;
    }

    static Joining of(boolean maximum) {
        return maximum ? MAXIMUM : SUM;
    }

    /** What a chain of joined elements starts from. */
    float start() {
        return start;
    }

    /** Two values joined, an expression that may be part of another. */
    String nested(Dialect dialect, String left, String right) {
        return switch (this) {
            case SUM ->
                dialect.binary(Operator.ADD, new Dialect.Operand(left, false), new Dialect.Operand(right, false));
            case MAXIMUM -> dialect.maximum(left, right);
        };
    }

    /** Two values joined, an expression that stands alone. */
    String join(Dialect dialect, String left, String right) {
        String text = nested(dialect, left, right);
        return text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
    }
}
