package dev.nacre.runtime;

import org.jspecify.annotations.Nullable;

/** One update of a model's parameters from one batch, all of it or nothing; buffers are kept from call to call. */
final class Update {

    private final Model model;
    private final TrainingPass pass;
    private final Optimizer.State optimizer;
    private final @Nullable NormClipping clipping;
    private final int width;
    private float[] outputs = {};
    private float[] gradient = {};
    private long updates;

    Update(Model model, TrainingPass pass, Optimizer.State optimizer, @Nullable NormClipping clipping) {
        this.model = model;
        this.pass = pass;
        this.optimizer = optimizer;
        this.clipping = clipping;
        this.width = model.spec().outputs().get(0).shape().elements();
    }

    /**
     * Learns from a batch and gives its loss, as it was before the update, to the meter. A batch whose targets are all
     * ignored changes nothing and has the loss NaN.
     *
     * @throws IllegalStateException before the update if the loss or a gradient is not finite
     */
    double run(float[] xs, Objective objective, int n, double learningRate, Meter meter) {
        double weight = objective.weight(n);
        reserve(n * width);
        pass.forward(xs, outputs, n);
        double loss = objective.evaluate(outputs, gradient, n);
        objective.measure(meter, outputs, loss, weight, n);
        if (weight > 0) {
            if (!Double.isFinite(loss)) {
                throw failure("the loss is " + loss);
            }
            pass.zeroGradients();
            pass.backward(gradient, n);
            apply(pass.gradients(), learningRate);
        }
        return loss;
    }

    private void apply(Parameters gradients, double learningRate) {
        if (!pass.gradientsAreFinite()) {
            throw failure("a gradient is infinite or NaN");
        }
        if (!(learningRate >= 0 && Double.isFinite(learningRate))) {
            throw failure("the schedule's learning rate is " + learningRate);
        }
        if (clipping != null) {
            clipping.clip(gradients);
        }
        optimizer.step(gradients, learningRate);
        model.parameters().touch();
        updates++;
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException(model.spec().name() + ": " + what + " in update " + (updates + 1)
                + "; parameters are as they were before. Smaller learning rates or clipNorm often help");
    }

    private void reserve(int elements) {
        if (outputs.length < elements) {
            outputs = new float[elements];
            gradient = new float[elements];
        }
    }
}
