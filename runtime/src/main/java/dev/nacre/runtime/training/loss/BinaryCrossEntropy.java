package dev.nacre.runtime.training.loss;

import dev.nacre.runtime.generated.FloatMath;

/**
 * −t·log p − (1 − t)·log(1 − p), the logarithms clamped at −100, averaged over all elements, as PyTorch's {@code BCELoss}.
 * Its derivative is (p − t) / max(p·(1 − p), 1e-12).
 */
record BinaryCrossEntropy() implements ValueLoss {

    @Override
    public double evaluate(float[] outputs, float[] targets, float[] gradient, int n, int width) {
        LossArguments.check("bce", outputs, targets, gradient, n, width);
        int elements = n * width;
        double sum = 0;
        for (int i = 0; i < elements; i++) {
            float p = probability(outputs[i]);
            double t = targets[i];
            sum -= t * Math.max(FloatMath.log(p), -100) + (1 - t) * Math.max(logOfComplement(p), -100);
            gradient[i] = (float) ((p - t) / Math.max(p * (1.0 - p), 1e-12) / elements);
        }
        return sum / elements;
    }

    private static float probability(float p) {
        if (p < 0 || p > 1) {
            throw new IllegalArgumentException(
                    "bce: outputs should be probabilities, got " + p + "; for logits there is bceWithLogits");
        }
        return p;
    }

    /** log(1 − p); the quotient takes back the rounding of 1 − p (Kahan). */
    private static double logOfComplement(float p) {
        float complement = 1 - p;
        if (complement == 1) {
            return -p;
        }
        double log = FloatMath.log(complement);
        return complement == 0 ? log : log * (p / (1.0 - complement));
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
        return agreement(outputs, 0.5f, targets, sample, width);
    }

    /** Right if every label of the sample is on the side of its threshold where its target is. */
    static Correctness agreement(float[] outputs, float threshold, float[] targets, int sample, int width) {
        for (int i = sample * width; i < (sample + 1) * width; i++) {
            if (outputs[i] > threshold != targets[i] > 0.5f) {
                return Correctness.WRONG;
            }
        }
        return Correctness.RIGHT;
    }

    @Override
    public String toString() {
        return "bce";
    }
}
