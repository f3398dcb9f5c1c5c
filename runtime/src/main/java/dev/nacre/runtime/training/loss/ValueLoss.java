package dev.nacre.runtime.training.loss;

import dev.nacre.runtime.Shape;

/**
 * A loss whose targets are values, as many for a sample as it has outputs. Where samples have lengths, such as those of the
 * outputs {@code [T,3]}, a row is one of the positions of a sample, and the mean is over the elements of all rows of the batch:
 * what PyTorch computes for samples that are packed one behind the other.
 */
@FunctionalInterface
public non-sealed interface ValueLoss extends Loss {

    @Override
    default int rowWidth(Shape shape) {
        return shape.hasLength() ? shape.elements() / shape.sizes().get(shape.lengthAxis()) : shape.elements();
    }

    /**
     * The mean loss of a batch, and its gradient with respect to the outputs. Results are a function of the arguments
     * alone, summed in ascending order, and nothing is allocated.
     *
     * @param outputs {@code n} rows of {@code width} outputs; longer arrays are fine, here and below
     * @param targets {@code n} rows of {@code width} targets
     * @param gradient receives {@code n} rows of {@code width} derivatives of the result
     * @param n number of rows, at least 1: samples, unless {@link #rowWidth} says otherwise
     * @param width number of outputs of a row
     * @return the mean, which may be infinite or NaN for extreme outputs
     * @throws IllegalArgumentException if an array is too short or a value is outside what the loss is defined for
     */
    double evaluate(float[] outputs, float[] targets, float[] gradient, int n, int width);

    /** The least target that the loss is defined for; a {@code Trainer} refuses others before it learns from any. */
    default float leastTarget() {
        return -Float.MAX_VALUE;
    }

    /** The greatest target that the loss is defined for. */
    default float greatestTarget() {
        return Float.MAX_VALUE;
    }

    /**
     * Whether the outputs of a row amount to the right prediction; only losses of classification know.
     *
     * @param row the one to judge
     */
    default Correctness correctness(float[] outputs, float[] targets, int row, int width) {
        return Correctness.UNCOUNTED;
    }
}
