package dev.nacre.runtime.training.loss;

import dev.nacre.runtime.generated.FloatMath;

/**
 * Σ t·(log t − o) over all elements, divided by the number of samples, for log-probabilities o and probabilities t: PyTorch's
 * {@code KLDivLoss(reduction="batchmean")}. Where samples have lengths, it is divided by the number of their positions. Where t is 0 the term is 0, its limit, whatever o is.
 */
record KlDivergence() implements ValueLoss {

    @Override
    public double evaluate(float[] outputs, float[] targets, float[] gradient, int n, int width) {
        LossArguments.check("klDiv", outputs, targets, gradient, n, width);
        double sum = 0;
        for (int i = 0; i < n * width; i++) {
            float t = targets[i];
            if (t != 0) {
                sum += t * ((double) FloatMath.log(t) - outputs[i]);
            }
            gradient[i] = (float) (t / (double) -n);
        }
        return sum / n;
    }

    @Override
    public float leastTarget() {
        return 0;
    }

    @Override
    public String toString() {
        return "klDiv";
    }
}
