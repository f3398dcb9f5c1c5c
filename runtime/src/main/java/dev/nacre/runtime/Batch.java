package dev.nacre.runtime;

/** The inputs and targets of some samples of a dataset, gathered into arrays that are used again for the next ones. */
final class Batch {

    private final Dataset dataset;
    private final Objective objective;
    private final int inputWidth;
    private final float[] xs;
    private int n;

    /** For up to {@code capacity} samples of a dataset whose targets suit the loss; checks all of them. */
    Batch(Dataset dataset, Loss loss, ModelSpec spec, int capacity) {
        this.dataset = dataset;
        this.objective =
                Objective.of(loss, dataset, spec.outputs().get(0).shape().elements());
        this.inputWidth = spec.inputs().get(0).shape().elements();
        this.xs = new float[Math.multiplyExact(capacity, inputWidth)];
    }

    /** Takes the samples {@code order[from]} to {@code order[from + count - 1]}. */
    void gather(int[] order, int from, int count) {
        n = count;
        for (int row = 0; row < n; row++) {
            dataset.copyInput(order[from + row], xs, row, inputWidth);
        }
        objective.gather(dataset, order, from, n);
    }

    Objective objective() {
        return objective;
    }

    /** The inputs, row after row; the array itself. */
    @SuppressWarnings("ReturnsMutable")
    float[] xs() {
        return xs;
    }

    int size() {
        return n;
    }
}
