package dev.nacre.runtime.training.loss;

import dev.nacre.runtime.generated.FloatMath;

/**
 * max(z, 0) − z·t + log(1 + exp(−|z|)), averaged over all elements: the binary cross entropy of σ(z), without the overflow,
 * as PyTorch's {@code BCEWithLogitsLoss}. Its derivative is σ(z) − t.
 */
record LogisticCrossEntropy() implements ValueLoss {

    @Override
    public double evaluate(float[] outputs, float[] targets, float[] gradient, int n, int width) {
        LossArguments.check("bceWithLogits", outputs, targets, gradient, n, width);
        int elements = n * width;
        double sum = 0;
        for (int i = 0; i < elements; i++) {
            float z = outputs[i];
            double t = targets[i];
            // max(z, 0) - zt, where an infinite z counts for nothing against a target that agrees with it.
            double slope = z > 0 ? 1 - t : -t;
            sum += (slope == 0 ? 0 : z * slope) - FloatMath.logSigmoid(Math.abs(z));
            gradient[i] = (float) ((FloatMath.sigmoid(z) - t) / elements);
        }
        return sum / elements;
    }

    @Override
    public float leastTarget() {
        return 0;
    }

    @Override
    public float greatestTarget() {
        return 1;
    }

    @Override
    public Correctness correctness(float[] outputs, float[] targets, int sample, int width) {
        return BinaryCrossEntropy.agreement(outputs, 0, targets, sample, width);
    }

    @Override
    public String toString() {
        return "bceWithLogits";
    }
}
