package dev.nacre.runtime.training.loss;

/** A loss whose targets are class indices, one for a sample. */
public non-sealed interface ClassLoss extends Loss {

    /**
     * The mean loss of a batch, and its gradient with respect to the outputs. Results are a function of the arguments
     * alone, summed in ascending order, and nothing is allocated.
     *
     * @param outputs {@code n} rows of {@code width} outputs; longer arrays are fine, here and below
     * @param classes {@code n} class indices
     * @param gradient receives {@code n} rows of {@code width} derivatives of the result
     * @param n number of samples, at least 1
     * @param width number of classes
     * @return the mean, which may be infinite or NaN for extreme outputs, and is NaN if {@link #weight} is 0
     * @throws IllegalArgumentException if an array is too short or a class does not exist
     */
    double evaluate(float[] outputs, int[] classes, float[] gradient, int n, int width);

    /**
     * What the mean of a batch is divided by, so that means of batches can be joined to one: the number of samples, or
     * the sum of their weights.
     *
     * @throws IllegalArgumentException if the array is too short or a class does not exist
     */
    double weight(int[] classes, int n, int width);

    /**
     * Whether the outputs of a sample amount to the right prediction.
     *
     * @param sample the row to judge
     */
    Correctness correctness(float[] outputs, int[] classes, int sample, int width);
}
