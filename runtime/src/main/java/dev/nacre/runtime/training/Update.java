package dev.nacre.runtime.training;

import dev.nacre.runtime.Model;
import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.Port;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.training.optim.Optimizer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One update of a model's parameters from one batch, all of it or nothing; buffers are kept from call to call. */
final class Update {

    private final Model model;
    private final TrainingPass pass;
    private final Optimizer.State optimizer;
    private final @Nullable NormClipping clipping;
    private final BatchArrays outputs;
    /** Of the outputs of {@code float}; zeros for those without a loss. */
    private final BatchArrays gradients;

    private boolean running;
    private long updates;

    Update(
            Model model,
            BatchLengths lengths,
            TrainingPass pass,
            Optimizer.State optimizer,
            @Nullable NormClipping clipping) {
        this.model = model;
        this.pass = pass;
        this.optimizer = optimizer;
        this.clipping = clipping;
        List<Port> ports = model.spec().outputs();
        this.outputs = new BatchArrays(ports, lengths);
        this.gradients = new BatchArrays(ports.stream().filter(Port::isFloat).toList(), lengths);
    }

    /**
     * Learns from a batch and gives its loss, as it was before the update, to the scores. A batch whose targets are all
     * ignored changes nothing and has the loss NaN.
     *
     * @throws IllegalStateException before the update if the loss or a gradient is not finite, or if a part of an update wants
     *     another one
     */
    double run(PortArrays inputs, Objectives objectives, int n, double learningRate, ScoreSum scores) {
        if (running) {
            throw new IllegalStateException(
                    model.spec().name() + ": a loss, an optimizer or a schedule called the trainer that is calling it");
        }
        running = true;
        try {
            return learn(inputs, objectives, n, learningRate, scores);
        } finally {
            running = false;
        }
    }

    private double learn(PortArrays inputs, Objectives objectives, int n, double learningRate, ScoreSum scores) {
        boolean counts = objectives.weigh(n);
        PortArrays results = outputs.reserve(n);
        PortArrays slopes = gradients.reserve(n);
        pass.forward(inputs, results, n);
        double loss = objectives.evaluate(results, slopes, n);
        objectives.measure(scores, results, n);
        if (counts) {
            if (!Double.isFinite(loss)) {
                throw failure("the loss is " + loss);
            }
            pass.zeroGradients();
            pass.backward(slopes, n);
            apply(pass.gradients(), learningRate);
        }
        return loss;
    }

    private void apply(Parameters slopes, double learningRate) {
        if (!pass.gradientsAreFinite()) {
            throw failure("a gradient is infinite or NaN");
        }
        if (!(learningRate >= 0 && Double.isFinite(learningRate))) {
            throw failure("the schedule's learning rate is " + learningRate);
        }
        if (clipping != null) {
            clipping.clip(slopes);
        }
        optimizer.step(slopes, learningRate);
        model.parameters().touch();
        updates++;
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException(model.spec().name() + ": " + what + " in update " + (updates + 1)
                + "; parameters are as they were before. Smaller learning rates or clipNorm often help");
    }
}
