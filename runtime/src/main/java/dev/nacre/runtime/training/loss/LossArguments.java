package dev.nacre.runtime.training.loss;

import dev.nacre.runtime.Shape;

/** The checks that every loss makes of its arrays, so that their messages are the same. */
final class LossArguments {

    private LossArguments() {}

    static void check(String loss, float[] outputs, float[] targets, float[] gradient, int n, int width) {
        check(loss, outputs, gradient, n, width);
        checkLength(loss, "targets", targets.length, n, width);
    }

    static void check(String loss, float[] outputs, float[] gradient, int n, int width) {
        checkSize(loss, n, width);
        checkLength(loss, "outputs", outputs.length, n, width);
        checkLength(loss, "gradient", gradient.length, n, width);
    }

    static void checkSize(String loss, int n, int width) {
        if (n < 1 || width < 1) {
            throw new IllegalArgumentException(
                    loss + ": expected at least one sample and one output, got " + n + " samples of " + width);
        }
    }

    private static void checkLength(String loss, String what, int length, int n, int width) {
        if (length < (long) n * width) {
            throw new IllegalArgumentException(loss + ": " + what + " should hold " + n + " x " + width + " = "
                    + (long) n * width + " values, got " + length);
        }
    }

    /** The size of the axis along which classes lie, 1 for a scalar. */
    static int lastAxis(Shape shape) {
        return shape.rank() == 0 ? 1 : shape.sizes().get(shape.rank() - 1);
    }

    /** Checks that there are two classes or more, as many for each sample. */
    static void checkClassAxis(String loss, Shape shape) {
        if (shape.rank() > 1 && shape.lengthAxis() == shape.rank() - 1) {
            throw new IllegalArgumentException(loss + ": expected outputs whose last axis has the classes, got " + shape
                    + "; write transpose(0, 1) at the end of the model");
        }
        if (lastAxis(shape) < 2) {
            throw new IllegalArgumentException(loss + ": expected outputs for at least 2 classes, got " + shape
                    + ", of which every prediction is right; for one output there is bceWithLogits");
        }
    }
}
