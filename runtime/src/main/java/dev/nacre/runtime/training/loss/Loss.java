package dev.nacre.runtime.training.loss;

import dev.nacre.runtime.Shape;

/**
 * How far a batch of outputs is from its targets, and in which direction each output should go: a {@link ValueLoss}
 * where targets are values, a {@link ClassLoss} where they are class indices, or both.
 *
 * <p>Losses are immutable and may be shared by any number of threads and trainers. {@link Losses} makes PyTorch's; a
 * loss of your own implements one of the two interfaces.
 */
public sealed interface Loss permits ValueLoss, ClassLoss {

    /**
     * Says whether the loss can judge outputs of a shape; a {@code Trainer} asks before it starts.
     *
     * @param shape the shape of one sample's output
     * @throws IllegalArgumentException if not; names what was expected and what came
     */
    default void checkOutput(Shape shape) {}

    /**
     * How many outputs make a row, which the loss judges by itself: all of a sample, or those of one of its positions, which
     * lie along the last axis. A batch is then so many rows, one after the other, and where a sample begins is no concern
     * of the loss.
     *
     * @param shape the shape of one sample's output
     * @return a divisor of the number of its elements
     */
    int rowWidth(Shape shape);
}
