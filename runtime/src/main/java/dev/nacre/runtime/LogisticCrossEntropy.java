package dev.nacre.runtime;

/**
 * max(z, 0) − z·t + log(1 + exp(−|z|)), averaged over all elements: the binary cross entropy of σ(z), without the overflow,
 * as PyTorch's {@code BCEWithLogitsLoss}. Its derivative is σ(z) − t.
 */
record LogisticCrossEntropy() implements ValueLoss {

    @Override
    public double evaluate(float[] outputs, float[] targets, float[] gradient, int n, int width) {
        Batches.check("bceWithLogits", outputs, targets, gradient, n, width);
        int elements = n * width;
        double sum = 0;
        for (int i = 0; i < elements; i++) {
            float z = outputs[i];
            double t = targets[i];
            sum += Math.max(z, 0f) - z * t - FloatMath.logSigmoid(Math.abs(z));
            gradient[i] = (float) ((FloatMath.sigmoid(z) - t) / elements);
        }
        return sum / elements;
    }

    @Override
    public Verdict verdict(float[] outputs, float[] targets, int sample, int width) {
        return BinaryCrossEntropy.agreement(outputs, 0, targets, sample, width);
    }

    @Override
    public String toString() {
        return "bceWithLogits";
    }
}
