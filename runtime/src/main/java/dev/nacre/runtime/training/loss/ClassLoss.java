package dev.nacre.runtime.training.loss;

import dev.nacre.runtime.Shape;
import java.util.OptionalInt;

/**
 * A loss whose targets are class indices. Classes lie along the last axis of the output, and there is an index for each
 * position of the other axes: one for a sample if the output has the shape [classes], T if it is [T,classes].
 */
public non-sealed interface ClassLoss extends Loss {

    @Override
    default int rowWidth(Shape shape) {
        return LossArguments.lastAxis(shape);
    }

    /**
     * The index that says that a position has no class and takes no part in the mean; none by default. A {@code Trainer}
     * refuses targets that are neither this nor a class, before it learns from any.
     */
    default OptionalInt ignoredIndex() {
        return OptionalInt.empty();
    }

    /**
     * The mean loss of a batch, and its gradient with respect to the outputs. Results are a function of the arguments
     * alone, summed in ascending order, and nothing is allocated.
     *
     * @param outputs {@code rows} rows of {@code width} outputs; longer arrays are fine, here and below
     * @param classes {@code rows} class indices
     * @param gradient receives {@code rows} rows of {@code width} derivatives of the result; zeros if {@link #weight} is 0
     * @param rows number of positions of all samples together, at least 1
     * @param width number of classes
     * @return the mean, which may be infinite or NaN for extreme outputs, and is NaN if {@link #weight} is 0
     * @throws IllegalArgumentException if an array is too short or a class does not exist
     */
    double evaluate(float[] outputs, int[] classes, float[] gradient, int rows, int width);

    /**
     * What the mean of a batch is divided by, so that means of batches can be joined to one: the number of rows that count,
     * or the sum of their weights.
     *
     * @throws IllegalArgumentException if the array is too short or a class does not exist
     */
    double weight(int[] classes, int rows, int width);

    /**
     * Whether the outputs of a row amount to the right prediction.
     *
     * @param row the one to judge
     */
    Correctness correctness(float[] outputs, int[] classes, int row, int width);
}
