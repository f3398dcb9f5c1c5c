package dev.nacre.compiler.generated;

import dev.nacre.runtime.Parameters;
import dev.nacre.runtime.PortArrays;
import dev.nacre.runtime.training.TrainingPass;

/**
 * A training whose scratch space is {@link Fences fenced}, and NaN before each pass forward: what the passes behind it read is
 * what it wrote.
 */
final class FencedTraining implements TrainingPass {

    private final TrainingPass training;
    private final Fences fences;

    FencedTraining(TrainingPass training) {
        this.training = training;
        this.fences = Fences.of(training);
    }

    @Override
    public void forward(PortArrays inputs, PortArrays outputs, int n) {
        fences.forget(n);
        training.forward(inputs, outputs, n);
        fences.check("forward " + n);
    }

    @Override
    public void backward(PortArrays gradients, int n) {
        training.backward(gradients, n);
        fences.check("backward " + n);
    }

    /** Asks twice: the first answer must leave alone what it was made of. */
    @Override
    public void inputGradient(PortArrays gradients) {
        training.inputGradient(gradients);
        training.inputGradient(gradients);
        fences.check("inputGradient");
    }

    @Override
    public Parameters gradients() {
        return training.gradients();
    }

    @Override
    public void zeroGradients() {
        training.zeroGradients();
    }

    @Override
    public void seed(long seed) {
        training.seed(seed);
    }

    @Override
    public void threads(int threads) {
        training.threads(threads);
    }
}
