package dev.nacre.runtime.training.optim;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.argument.Settings;
import dev.nacre.runtime.work.SharedRanges;

/** An optimiser's state whose update of an element depends on that element alone, so that threads may share them. */
abstract class ElementwiseState implements Optimizer.State {

    private final Parameters parameters;
    private final SharedRanges pieces;
    private final SharedRanges.Task update = this::update;
    private float[] gradients = {};
    private int threads = 1;

    ElementwiseState(Parameters parameters) {
        this.parameters = parameters;
        this.pieces = new SharedRanges(parameters.trainable());
    }

    @Override
    public final void threads(int count) {
        threads = Settings.atLeast(1, "threads", count);
    }

    @Override
    public final void step(Parameters newGradients, double learningRate) {
        prepare(learningRate);
        gradients = newGradients.values();
        pieces.run(threads, update);
    }

    private void update(int from, int to) {
        update(parameters.values(), gradients, from, to);
    }

    /** Computes what is the same for all elements of a step. */
    abstract void prepare(double learningRate);

    /** Updates the values from {@code from} to {@code to}. */
    abstract void update(float[] values, float[] gradients, int from, int to);
}
