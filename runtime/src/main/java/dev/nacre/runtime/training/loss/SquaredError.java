package dev.nacre.runtime.training.loss;

/** The mean of (o − t)² over all elements, as PyTorch's {@code MSELoss}. */
record SquaredError() implements ValueLoss {

    @Override
    public double evaluate(float[] outputs, float[] targets, float[] gradient, int n, int width) {
        LossArguments.check("mse", outputs, targets, gradient, n, width);
        int elements = n * width;
        double slope = 2.0 / elements;
        double sum = 0;
        for (int i = 0; i < elements; i++) {
            double d = (double) outputs[i] - targets[i];
            sum += d * d;
            gradient[i] = (float) (d * slope);
        }
        return sum / elements;
    }

    @Override
    public String toString() {
        return "mse";
    }
}
